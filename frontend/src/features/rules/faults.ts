import type { Draft } from "./draft";

/** What is wrong with an input, by its name in the draft. */
export type Faults = Partial<Record<"stayed" | "score" | "countEvents" | "countMinutes" | "words", string>>;

const RANGES = { stayed: [1, 3600], score: [0, 100], countEvents: [2, 50], countMinutes: [1, 60] } as const;
const LONGEST_WORD = 80;
const MOST_WORDS = 50;

export function rangeOf(input: keyof typeof RANGES): string {
  const [least, most] = RANGES[input];
  return `From ${String(least)} to ${String(most)}.`;
}

/** The conditions that no rule can have, each with what to do. */
export function faultsOf(draft: Draft): Faults {
  const faults: Faults = {};
  for (const input of ["stayed", "score", "countEvents", "countMinutes"] as const) {
    const asked = input === "countMinutes" ? draft.countEvents !== "" : draft[input] !== "";
    const [least, most] = RANGES[input];
    const value = Number(draft[input]);
    if (asked && (draft[input] === "" || value < least || value > most)) faults[input] = `Type a number from ${String(least)} to ${String(most)}.`;
  }
  const words = draft.words.split(",").map((word) => word.trim()).filter(Boolean);
  if (words.length > MOST_WORDS) faults.words = `Type at most ${String(MOST_WORDS)} words.`;
  if (words.some((word) => word.length > LONGEST_WORD)) faults.words = `Each has at most ${String(LONGEST_WORD)} letters; put commas between them.`;
  return faults;
}
