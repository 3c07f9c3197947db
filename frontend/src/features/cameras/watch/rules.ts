import type { Schemas } from "@/lib/api/types";
import { shapeFault, type Corner } from "./polygon";
import type { Shape } from "./shapes";

export type LabelFilter = Schemas["LabelFilterOut"];
export type Rules = Schemas["RulesOut"];
export type Limit = Exclude<keyof LabelFilter, "label" | "told">;

/** A zone or a mask while it is edited; `key` never changes, a mask's name is empty. */
export interface Place {
  key: string;
  kind: "zone" | "mask";
  name: string;
  corners: readonly Corner[];
  labels: readonly string[];
}

export interface RulesDraft {
  filters: readonly LabelFilter[];
  places: readonly Place[];
  zonesRequired: boolean;
}

export const MOST_OF_A_KIND = 20;
const LONGEST_NAME = 40;

/** `known`: the labels that are looked for; what is stored about others could not be saved again. */
export function draftOf(rules: Rules, known: readonly string[]): RulesDraft {
  const zones = rules.zones.map<Place>((zone, index) => ({
    key: `zone-${String(index)}`,
    kind: "zone",
    name: zone.name,
    corners: zone.polygon.map(cornerOf),
    labels: zone.labels.filter((label) => known.includes(label)),
  }));
  const masks = rules.masks.map<Place>((corners, index) => ({
    key: `mask-${String(index)}`,
    kind: "mask",
    name: "",
    corners: corners.map(cornerOf),
    labels: [],
  }));
  return {
    filters: rules.filters.filter(({ label }) => known.includes(label)),
    places: [...zones, ...masks],
    zonesRequired: rules.zones_required,
  };
}

/** As the server takes it; filters that say nothing are left out. */
export function rulesOf(draft: RulesDraft): Rules {
  const zones = draft.places.filter(({ kind }) => kind === "zone");
  return {
    filters: draft.filters.filter((filter) => !filter.told || hasLimits(filter)),
    zones: zones.map(({ name, corners, labels }) => ({ name: name.trim(), polygon: corners.map((corner) => [...corner]), labels: [...labels].sort() })),
    masks: draft.places.filter(({ kind }) => kind === "mask").map(({ corners }) => corners.map((corner) => [...corner])),
    zones_required: draft.zonesRequired && zones.length > 0,
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
  const used = new Set(draft.places.map(({ name }) => name.toLowerCase()));
  let number = countOf(draft, "zone") + 1;
  while (used.has(`zone ${String(number)}`)) number += 1;
  const name = kind === "zone" ? `Zone ${String(number)}` : "";
  return { key: crypto.randomUUID(), kind, name, corners, labels: [] };
}

/** How a place is called on the page. */
export function titleOf(draft: RulesDraft, place: Place): string {
  if (place.kind === "zone") return place.name.trim() || "Zone without a name";
  return `Mask ${String(draft.places.filter(({ kind }) => kind === "mask").indexOf(place) + 1)}`;
}

/** As they are drawn. */
export function shapesOf(draft: RulesDraft): Shape[] {
  return draft.places.map((place, tone) => ({ key: place.key, look: place.kind, title: titleOf(draft, place), corners: place.corners, tone }));
}

/** What keeps a place from being saved; undefined: nothing. */
export function nameFault(draft: RulesDraft, place: Place): string | undefined {
  if (place.kind === "mask") return undefined;
  const name = place.name.trim().toLowerCase();
  if (!name) return "Give the zone a name.";
  if (name.length > LONGEST_NAME) return `At most ${String(LONGEST_NAME)} letters.`;
  const twin = draft.places.some((other) => other.key !== place.key && other.kind === "zone" && other.name.trim().toLowerCase() === name);
  return twin ? "Another zone has this name." : undefined;
}

export function isFaulty(draft: RulesDraft): boolean {
  return draft.places.some((place) => nameFault(draft, place) ?? shapeFault(place.corners));
}

/** The rules in a few sentences, for the camera's own page. */
export function inWords(rules: Rules): string[] {
  const muted = rules.filters.filter(({ told }) => !told).map(({ label }) => label);
  const limited = rules.filters.filter((filter) => filter.told && hasLimits(filter)).map(({ label }) => label);
  const names = rules.zones.map(({ name }) => name).join(", ");
  const only = rules.zones_required ? "Only what stands in a zone is told" : "Zones";
  return [
    muted.length > 0 ? `Not told: ${muted.join(", ")}` : "Every kind of thing is told",
    ...(limited.length > 0 ? [`Own limits for: ${limited.join(", ")}`] : []),
    ...(rules.zones.length > 0 ? [`${only}: ${names}`] : []),
    ...(rules.masks.length > 0 ? [`${rules.masks.length === 1 ? "One mask" : `${String(rules.masks.length)} masks`} in which nothing counts`] : []),
  ];
}
