import type { Schemas } from "@/lib/api/types";

/** At home since ever, unless said otherwise. */
export function someModes(over: Partial<Schemas["ModesOut"]> = {}): Schemas["ModesOut"] {
  const names = ["Home", "Away", "Night", "Disarmed"];
  return {
    modes: names.map((name) => ({ id: name.toLowerCase(), name, silent: name === "Disarmed", fixed: true })),
    current: { mode: "home", since: null, who: "", how: "" },
    schedule: [],
    ...over,
  };
}

/** Tells everybody of everything, unless said otherwise. */
export function aRule(over: Partial<Schemas["RuleOut"]> = {}): Schemas["RuleOut"] {
  return {
    id: "01980000-0000-7000-8000-0000000000d1",
    name: "Everything",
    tree: { kind: "all", of: [] },
    people: null,
    channels: [],
    urgent: false,
    cooldown_seconds: 0,
    even_disarmed: false,
    enabled: true,
    version: 1,
    sentence: "When anything happens: tell everybody.",
    trouble: "",
    changed_at: "2026-01-01T12:00:00Z",
    last_fired_at: null,
    fired_this_week: 0,
    understood: true,
    ...over,
  };
}
