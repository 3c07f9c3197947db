import type { Schemas } from "@/lib/api/types";
import { LEAST_CORNERS, LEAST_POINTS, shapeFault, type Corner } from "./polygon";
import { STROKES, type Direction, type Shape } from "./shapes";

export type LabelFilter = Schemas["LabelFilterOut"];
export type Rules = Schemas["RulesOut"];
export type Limit = Exclude<keyof LabelFilter, "label" | "told">;

/** A zone, a line or a mask while it is edited; `key` never changes. A mask has neither name nor anything after it, and
 * what only a line has says nothing in a zone. */
export interface Place {
  key: string;
  kind: "zone" | "line" | "mask";
  name: string;
  corners: readonly Corner[];
  labels: readonly string[];
  required: boolean;
  tone: number;
  leastHeight: number;
  loiterSeconds: number;
  direction: Direction;
  left: string;
  right: string;
}

export interface RulesDraft {
  filters: readonly LabelFilter[];
  places: readonly Place[];
}

export const MOST_OF_A_KIND = 20;
export const LONGEST_LOITER_SECONDS = 3600;
const LONGEST_NAME = 40;
const PLAIN = { name: "", labels: [], required: false, tone: 0, leastHeight: 0, loiterSeconds: 0, direction: "either", left: "", right: "" } as const;

/** `known`: the labels that are looked for; what is stored about others could not be saved again. */
export function draftOf(rules: Rules, known: readonly string[]): RulesDraft {
  const kept = (labels: readonly string[]) => labels.filter((label) => known.includes(label));
  const zones = rules.zones.map<Place>((zone, index) => ({
    ...PLAIN,
    key: `zone-${String(index)}`,
    kind: "zone",
    name: zone.name,
    corners: zone.polygon.map(cornerOf),
    labels: kept(zone.labels),
    required: zone.required || rules.zones_required,
    tone: zone.tone,
    leastHeight: zone.least_height,
    loiterSeconds: zone.loiter_seconds,
  }));
  const lines = rules.lines.map<Place>((line, index) => ({
    ...PLAIN,
    key: `line-${String(index)}`,
    kind: "line",
    name: line.name,
    corners: line.points.map(cornerOf),
    labels: kept(line.labels),
    required: line.required,
    tone: line.tone,
    direction: line.direction,
    left: line.left,
    right: line.right,
  }));
  const masks = rules.masks.map<Place>((corners, index) => ({ ...PLAIN, key: `mask-${String(index)}`, kind: "mask", corners: corners.map(cornerOf) }));
  return { filters: rules.filters.filter(({ label }) => known.includes(label)), places: [...zones, ...lines, ...masks] };
}

/** As the server takes it; filters that say nothing are left out. */
export function rulesOf(draft: RulesDraft): Rules {
  const of = (kind: Place["kind"]) => draft.places.filter((place) => place.kind === kind);
  const plain = (corners: readonly Corner[]) => corners.map((corner) => [...corner]);
  const shared = ({ name, labels, required, tone }: Place) => ({ name: name.trim(), labels: [...labels].sort(), required, tone });
  return {
    filters: draft.filters.filter((filter) => !filter.told || hasLimits(filter)),
    zones: of("zone").map((place) => ({
      ...shared(place),
      polygon: plain(place.corners),
      least_height: place.leastHeight,
      loiter_seconds: place.loiterSeconds,
    })),
    lines: of("line").map((place) => ({
      ...shared(place),
      points: plain(place.corners),
      direction: place.direction,
      left: place.left.trim(),
      right: place.right.trim(),
    })),
    masks: of("mask").map(({ corners }) => plain(corners)),
    zones_required: false,
  };
}

function cornerOf([x = 0, y = 0]: readonly number[]): Corner {
  return [x, y];
}

const LIMITS: readonly Limit[] = ["least_score", "least_height", "most_height", "least_ratio", "most_ratio", "dwell_seconds"];

export function hasLimits(filter: LabelFilter): boolean {
  return LIMITS.some((limit) => filter[limit] !== null);
}

export function noFilter(label: string): LabelFilter {
  return { label, told: true, least_score: null, least_height: null, most_height: null, least_ratio: null, most_ratio: null, dwell_seconds: null };
}

export function filterOf(draft: RulesDraft, label: string): LabelFilter {
  return draft.filters.find((filter) => filter.label === label) ?? noFilter(label);
}

export function withFilter(draft: RulesDraft, filter: LabelFilter): RulesDraft {
  return { ...draft, filters: [...draft.filters.filter(({ label }) => label !== filter.label), filter] };
}

export function withPlace(draft: RulesDraft, place: Place): RulesDraft {
  return { ...draft, places: draft.places.map((each) => (each.key === place.key ? place : each)) };
}

/** The places of one kind that are there already. */
export function countOf(draft: RulesDraft, kind: Place["kind"]): number {
  return draft.places.filter((place) => place.kind === kind).length;
}

export function newPlace(draft: RulesDraft, kind: Place["kind"], corners: readonly Corner[]): Place {
  const word = kind === "zone" ? "Zone" : "Line";
  const used = new Set(draft.places.filter((place) => place.kind === kind).map(({ name }) => name.toLowerCase()));
  let number = countOf(draft, kind) + 1;
  while (used.has(`${word} ${String(number)}`.toLowerCase())) number += 1;
  const name = kind === "mask" ? "" : `${word} ${String(number)}`;
  const tone = (countOf(draft, "zone") + countOf(draft, "line")) % STROKES.length;
  return { ...PLAIN, key: crypto.randomUUID(), kind, name, corners, tone: kind === "mask" ? 0 : tone };
}

/** How a place is called on the page. */
export function titleOf(draft: RulesDraft, place: Place): string {
  if (place.kind === "mask") return `Mask ${String(draft.places.filter(({ kind }) => kind === "mask").indexOf(place) + 1)}`;
  return place.name.trim() || (place.kind === "zone" ? "Zone without a name" : "Line without a name");
}

/** As they are drawn. */
export function shapesOf(draft: RulesDraft): Shape[] {
  return draft.places.map((place) => ({
    key: place.key,
    look: place.kind,
    title: titleOf(draft, place),
    corners: place.corners,
    direction: place.direction,
    tone: place.tone,
  }));
}

/** What keeps a place from being saved; undefined: nothing. */
export function nameFault(draft: RulesDraft, place: Place): string | undefined {
  if (place.kind === "mask") return undefined;
  const name = place.name.trim().toLowerCase();
  if (!name) return `Give the ${place.kind} a name.`;
  if (name.length > LONGEST_NAME) return `At most ${String(LONGEST_NAME)} letters.`;
  const twin = draft.places.some((other) => other.key !== place.key && other.kind === place.kind && other.name.trim().toLowerCase() === name);
  return twin ? `Another ${place.kind} has this name.` : undefined;
}

export function formFault(place: Place): string | undefined {
  return shapeFault(place.corners, place.kind === "line");
}

/** The first place that cannot be saved, and why; undefined: all can. */
export function firstFault(draft: RulesDraft): string | undefined {
  for (const place of draft.places) {
    const fault = nameFault(draft, place) ?? formFault(place);
    if (fault !== undefined) return `${titleOf(draft, place)}: ${fault}`;
  }
  return undefined;
}

export function isFaulty(draft: RulesDraft): boolean {
  return firstFault(draft) !== undefined;
}

/** The rules in a few sentences, for the camera's own page. */
export function inWords(rules: Rules): string[] {
  const muted = rules.filters.filter(({ told }) => !told).map(({ label }) => label);
  const limited = rules.filters.filter((filter) => filter.told && hasLimits(filter)).map(({ label }) => label);
  const names = (places: readonly { name: string }[]) => places.map(({ name }) => name).join(", ");
  const musts = [...rules.zones.filter(({ required }) => required || rules.zones_required), ...rules.lines.filter(({ required }) => required)];
  const others = rules.zones.filter((zone) => !musts.includes(zone));
  const lines = rules.lines.filter((line) => !musts.includes(line));
  return [
    muted.length > 0 ? `Not told: ${muted.join(", ")}` : "Every kind of thing is told",
    ...(limited.length > 0 ? [`Own limits for: ${limited.join(", ")}`] : []),
    ...(musts.length > 0 ? [`Only what stands in a zone or crosses a line is told: ${names(musts)}`] : []),
    ...(others.length > 0 ? [`Zones: ${names(others)}`] : []),
    ...(lines.length > 0 ? [`Lines: ${names(lines)}`] : []),
    ...(rules.masks.length > 0 ? [`${rules.masks.length === 1 ? "One mask" : `${String(rules.masks.length)} masks`} in which nothing counts`] : []),
  ];
}

/** What is being drawn. `refused`: how often it was tried to save before it had enough corners. */
export interface Drawing {
  kind: Place["kind"];
  corners: readonly Corner[];
  refused: number;
}

export function leastOf({ kind }: Pick<Place, "kind">): number {
  return kind === "line" ? LEAST_POINTS : LEAST_CORNERS;
}
