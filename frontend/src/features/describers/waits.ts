import type { Describer } from "./api/describers";

/** As they are typed. */
export type Waits = Record<"one_frame_seconds" | "several_frames_seconds" | "at_once" | "a_minute", string>;

/** `mayBeEmpty`: then there is no limit. */
export const WAITS: readonly { field: keyof Waits; label: string; hint?: string; most: number; whole: boolean; mayBeEmpty?: boolean }[] = [
  { field: "one_frame_seconds", label: "Seconds with one picture", most: 600, whole: false },
  { field: "several_frames_seconds", label: "Seconds with several pictures", most: 600, whole: false },
  { field: "at_once", label: "Calls at the same time", most: 16, whole: true },
  {
    field: "a_minute", label: "Calls a minute", hint: "What its provider allows you, such as 10. Empty: as many as come.",
    most: 1000, whole: true, mayBeEmpty: true,
  },
];

/** Those of `describer`, or what suits one that is added: a model in the house is slower. */
export function waitsOf(describer: Describer | undefined, own: boolean): Waits {
  const [one, several] = own ? [60, 120] : [15, 30];
  return {
    one_frame_seconds: String(describer?.one_frame_seconds ?? one),
    several_frames_seconds: String(describer?.several_frames_seconds ?? several),
    at_once: String(describer?.at_once ?? 2),
    a_minute: String(describer?.a_minute ?? ""),
  };
}

export function readWaits(waits: Waits): Record<Exclude<keyof Waits, "a_minute">, number> & { a_minute: number | null } {
  return {
    one_frame_seconds: numberOf(waits.one_frame_seconds),
    several_frames_seconds: numberOf(waits.several_frames_seconds),
    at_once: numberOf(waits.at_once),
    a_minute: waits.a_minute.trim() === "" ? null : numberOf(waits.a_minute),
  };
}

/** What is wrong with each that is no number in its range. */
export function wrongWaits(waits: Waits): Partial<Waits> {
  const wrong = WAITS.filter(({ field, most, whole, mayBeEmpty }) => {
    if (mayBeEmpty && waits[field].trim() === "") return false;
    const number = numberOf(waits[field]);
    return !(number >= 1 && number <= most) || (whole && !Number.isInteger(number));
  });
  return Object.fromEntries(wrong.map(({ field, most, whole }) => [field, `Write a ${whole ? "whole " : ""}number from 1 to ${String(most)}.`]));
}

function numberOf(text: string): number {
  const plain = text.trim().replace(",", ".");
  return /^\d{1,4}(\.\d{1,6})?$/.test(plain) ? Number(plain) : Number.NaN;
}
