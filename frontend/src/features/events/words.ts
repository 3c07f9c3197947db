import type { EventItem } from "@/lib/api/types";
import { labelWord } from "@/lib/text/labels";

/** How many there were of a label once the event is over: the most at once, as the built-in describer counts. */
export function countedLabel(label: string, { counts, state }: Pick<EventItem, "counts" | "state">): string {
  const count = state === "open" ? 1 : (counts[label] ?? 1);
  return count > 1 ? `${labelWord(label)}, ${String(count)} at once` : labelWord(label);
}

/** Where the tracks were, also where a model's sentence does not say so. */
export function placesInWords({ zones, lines }: Pick<EventItem, "zones" | "lines">): string[] {
  return [...zones.map((zone) => `In “${zone}”`), ...lines.map((line) => `Crossed “${line}”`)];
}

/** What opened the event. */
export const TRIGGERS = { track: "Something moved", manual: "Somebody asked", api: "Sent in", doorbell: "Doorbell" } as const;
export type Trigger = keyof typeof TRIGGERS;

export function isTrigger(text: string): text is Trigger {
  return Object.hasOwn(TRIGGERS, text);
}

/** Who wrote the description. */
export function describerWord(describer: string): string {
  return /^built-?in\b/i.test(describer) ? "the built-in describer" : describer;
}

export function plural(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** "cost $0.0024" */
export function costInWords(cost: number | null): string {
  if (cost === null) return "its price is not known";
  return cost === 0 ? "cost nothing" : `cost $${cost.toFixed(cost < 0.01 ? 4 : 2)}`;
}

export function percent(share: number): string {
  return `${String(Math.round(share * 100))} %`;
}

const NOT_REUSED: Readonly<Record<string, string>> = {
  settings: "was described by another model, or with other notes",
  words: "was described with words that need not be true of this one",
  corrected: "was described with words that somebody corrected or replaced",
  pictures: "has other pictures",
};

/** Why a model was asked although there was an event much like it; empty where there was none. */
export function reuseInWords(reuse: string | null): string {
  const why = reuse === null ? undefined : NOT_REUSED[reuse];
  return why === undefined ? "" : `A model was asked: what was much like it shortly before ${why}.`;
}

const CONTRADICTED: Readonly<Record<string, string>> = { count: "how many", label: "who or what", zone: "where", time: "when or how long" };
const LOOKED_AT: Readonly<Record<string, string>> = {
  grave: "It claims danger that nobody else has confirmed.",
  denied: "Whoever looked again did not see the danger that it claims.",
  confirmed: "Somebody looked again and saw the same danger.",
  vague: "It says little.",
};

/** What holds against the words of a describer, one sentence each. */
export function marksInWords(marks: readonly string[]): string[] {
  const against = marks.flatMap((mark) => CONTRADICTED[mark] ?? []);
  return [
    ...(against.length > 0 ? [`What was measured speaks against ${against.join(" and ")}.`] : []),
    ...marks.flatMap((mark) => LOOKED_AT[mark] ?? []),
  ];
}
