import type { Rule, RuleContent, Tree } from "./api/rules";

type Leaf = Exclude<Tree, { kind: "all" | "any" | "not" }>;
export type Day = NonNullable<Extract<Leaf, { kind: "hours" }>["days"]>[number];
export const DAYS: readonly Day[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** A rule as the form holds it: every condition at most once, all of them must hold. Empty: not asked. */
export interface Draft {
  name: string;
  labels: string[];
  parcel: "" | "left" | "taken" | "either";
  attention: "" | "1" | "2";
  words: string;
  carriers: string[];
  cameras: string[];
  groups: string[];
  zones: string[];
  lines: string[];
  days: Day[];
  begins: string;
  ends: string;
  sun: "" | "dark" | "light";
  modes: string[];
  stayed: string;
  countEvents: string;
  countMinutes: string;
  score: string;
  trigger: "" | "track" | "manual" | "api" | "doorbell";
  /** Null: everybody. */
  people: string[] | null;
  /** Empty: those that each person chose. */
  channels: string[];
  cooldownSeconds: number;
  urgent: boolean;
  evenDisarmed: boolean;
  enabled: boolean;
}

export const EMPTY: Draft = {
  name: "", labels: [], parcel: "", attention: "", words: "", carriers: [], cameras: [], groups: [], zones: [], lines: [],
  days: [...DAYS], begins: "", ends: "", sun: "", modes: [], stayed: "", countEvents: "", countMinutes: "10", score: "",
  trigger: "", people: null, channels: [], cooldownSeconds: 0, urgent: false, evenDisarmed: false, enabled: true,
};

export function treeOf(draft: Draft): Tree {
  const of: Leaf[] = [];
  if (draft.labels.length > 0) of.push({ kind: "labels", any_of: draft.labels });
  if (draft.parcel) of.push({ kind: "parcel", change: draft.parcel });
  if (draft.attention) of.push({ kind: "attention", at_least: Number(draft.attention) });
  const words = draft.words.split(",").map((word) => word.trim()).filter(Boolean);
  if (words.length > 0) of.push({ kind: "words", any_of: words });
  if (draft.carriers.length > 0) of.push({ kind: "carrier", any_of: draft.carriers });
  if (draft.cameras.length > 0) of.push({ kind: "cameras", any_of: draft.cameras });
  if (draft.groups.length > 0) of.push({ kind: "groups", any_of: draft.groups });
  if (draft.zones.length > 0) of.push({ kind: "zones", any_of: draft.zones });
  if (draft.lines.length > 0) of.push({ kind: "lines", any_of: draft.lines });
  const hours = draft.begins !== "" || draft.ends !== "";
  if (hours || draft.days.length < DAYS.length) {
    of.push({ kind: "hours", days: draft.days, begins: draft.begins || "00:00", ends: draft.ends || "00:00" });
  }
  if (draft.sun) of.push({ kind: "sun", it_is: draft.sun });
  if (draft.modes.length > 0) of.push({ kind: "mode", any_of: draft.modes });
  if (draft.stayed) of.push({ kind: "stayed", seconds: Number(draft.stayed) });
  if (draft.countEvents) of.push({ kind: "count", events: Number(draft.countEvents), minutes: Number(draft.countMinutes) });
  if (draft.score) of.push({ kind: "score", at_least: Number(draft.score) / 100 });
  if (draft.trigger) of.push({ kind: "trigger", any_of: [draft.trigger] });
  return { kind: "all", of };
}

/** Null when the form cannot show it: conditions that hang together in another way. */
export function draftOf(tree: Tree): Draft | null {
  const leaves = tree.kind === "all" ? tree.of : [tree];
  const draft: Draft = { ...EMPTY };
  const kinds = new Set<string>();
  for (const leaf of leaves) {
    if (leaf.kind === "all" || leaf.kind === "any" || leaf.kind === "not" || kinds.has(leaf.kind)) return null;
    kinds.add(leaf.kind);
    if (!put(draft, leaf)) return null;
  }
  return draft;
}

const PUT: { [Kind in Leaf["kind"]]: (draft: Draft, leaf: Extract<Leaf, { kind: Kind }>) => void } = {
  labels: (draft, leaf) => (draft.labels = [...leaf.any_of]),
  parcel: (draft, leaf) => (draft.parcel = leaf.change ?? "either"),
  attention: (draft, leaf) => (draft.attention = leaf.at_least === 2 ? "2" : "1"),
  words: (draft, leaf) => (draft.words = leaf.any_of.join(", ")),
  carrier: (draft, leaf) => (draft.carriers = [...leaf.any_of]),
  cameras: (draft, leaf) => (draft.cameras = [...leaf.any_of]),
  groups: (draft, leaf) => (draft.groups = [...leaf.any_of]),
  zones: (draft, leaf) => (draft.zones = [...leaf.any_of]),
  lines: (draft, leaf) => (draft.lines = [...leaf.any_of]),
  hours: (draft, leaf) => {
    draft.days = [...(leaf.days ?? DAYS)];
    const wholeDay = (leaf.begins ?? "00:00") === "00:00" && (leaf.ends ?? "00:00") === "00:00";
    if (!wholeDay) [draft.begins, draft.ends] = [leaf.begins ?? "00:00", leaf.ends ?? "00:00"];
  },
  sun: (draft, leaf) => (draft.sun = leaf.it_is),
  mode: (draft, leaf) => (draft.modes = [...leaf.any_of]),
  stayed: (draft, leaf) => (draft.stayed = String(leaf.seconds)),
  count: (draft, leaf) => ([draft.countEvents, draft.countMinutes] = [String(leaf.events), String(leaf.minutes)]),
  score: (draft, leaf) => (draft.score = String(Math.round(leaf.at_least * 100))),
  trigger: (draft, leaf) => (draft.trigger = leaf.any_of[0] ?? ""),
};

function put(draft: Draft, leaf: Leaf): boolean {
  if (leaf.kind === "trigger" && leaf.any_of.length > 1) return false;
  if (leaf.kind === "words" && leaf.any_of.some((word) => word.includes(","))) return false;
  (PUT[leaf.kind] as (draft: Draft, leaf: Leaf) => void)(draft, leaf);
  return true;
}

/** What the form begins with. `own`: the conditions as text, where the form cannot show them. */
export function startWith(rule: Rule | null): { draft: Draft; own: string | null } {
  if (rule === null) return { draft: EMPTY, own: null };
  const { name, people, channels, cooldown_seconds: cooldownSeconds, urgent, even_disarmed: evenDisarmed, enabled } = rule;
  const rest = { name, people, channels, cooldownSeconds, urgent, evenDisarmed, enabled };
  const simple = draftOf(rule.tree);
  return simple === null ? { draft: { ...EMPTY, ...rest }, own: asText(rule.tree) } : { draft: { ...simple, ...rest }, own: null };
}

export function asText(tree: Tree): string {
  return JSON.stringify(tree, null, 2);
}

/** What is sent. Null when `own` is no JSON at all; whether it is a rule, the server says. */
export function contentOf(draft: Draft, own: string | null): RuleContent | null {
  const tree = own === null ? treeOf(draft) : parsed(own);
  if (tree === null) return null;
  return {
    name: draft.name.trim() || "A rule",
    tree,
    people: draft.people,
    channels: draft.channels,
    cooldown_seconds: draft.cooldownSeconds,
    urgent: draft.urgent,
    even_disarmed: draft.evenDisarmed,
    enabled: draft.enabled,
  };
}

export function parsed(text: string): Tree | null {
  try {
    return JSON.parse(text) as Tree;
  } catch {
    return null;
  }
}
