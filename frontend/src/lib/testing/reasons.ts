import type { Schemas } from "@/lib/api/types";

type Reason = Schemas["ReasonOut"];

let made = 0;

/** Something that was seen and let go, unless said otherwise. */
export function aReason(over: Partial<Reason> = {}): Reason {
  made += 1;
  return {
    id: `01980000-0000-7000-8000-${String(made).padStart(12, "0")}`,
    kind: "decision",
    slug: "low-score",
    at: "2026-03-03T02:14:10Z",
    until: "2026-03-03T02:14:12Z",
    sentence: "Perhaps a person: 38 % sure, and 50 % is needed.",
    language: "en",
    picture: null,
    label: "person",
    numbers: { score: 0.38, least_score: 0.5, pictures: 4 },
    times: 1,
    fate: null,
    ...over,
  };
}

/** An event that no rule asked for, unless said otherwise. */
export function anEventReason(fate: Partial<Schemas["FateOut"]> = {}, over: Partial<Reason> = {}): Reason {
  return aReason({
    kind: "event",
    slug: "event",
    at: "2026-03-03T02:12:00Z",
    sentence: "A person walked up the driveway.",
    label: "",
    numbers: {},
    fate: { outcome: "no-match", sentence: "No rule asked for it.", rules: [], told: [], ...fate },
    ...over,
  });
}

export function someReasons(items: Reason[], over: Partial<Schemas["SilenceOut"]> = {}): Schemas["SilenceOut"] {
  return {
    items,
    next_cursor: null,
    camera_id: "01980000-0000-7000-8000-0000000000cc",
    since: "2026-03-03T02:09:00Z",
    until: "2026-03-03T02:19:00Z",
    watched: "whole",
    watched_seconds: 600,
    summary: items.length > 0 ? "Front door watched all the time." : "Front door watched all the time. Nothing was recorded.",
    found: foundIn(items),
    standing: [],
    language: "en",
    ...over,
  };
}

/** As the server counts: a decision by its reason, everything else by its kind. */
function foundIn(items: Reason[]): Schemas["FoundOut"][] {
  const found = new Map<string, Schemas["FoundOut"]>();
  for (const { kind, slug, label } of items) {
    const reason = kind === "decision" ? slug : kind;
    const known = found.get(`${reason} ${label}`);
    found.set(`${reason} ${label}`, { reason, label, count: (known?.count ?? 0) + 1 });
  }
  return [...found.values()];
}
