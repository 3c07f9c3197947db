import type { Schemas } from "@/lib/api/types";
import { labelWord } from "@/lib/text/labels";

export type Found = Schemas["FoundOut"];

/** What lines are told apart by, in a few words. */
const REASONS = {
  event: "Events",
  light: "The light changed",
  "nothing-recognised": "Nothing was recognised",
  still: "Did not move by itself",
  brief: "Seen too briefly",
  "low-score": "Not sure enough",
  masked: "In a masked area",
  "outside-zones": "Outside your zones or lines",
  small: "Smaller or larger than you ask for",
  filter: "Your filters ask for something else",
  parked: "Was standing there before",
  shade: "Shade that moves",
  scenery: "Part of the place",
  schedule: "Outside the camera’s hours",
  detector: "The detector did not work",
  budget: "No time to look",
  outage: "Camera away",
  off: "Set not to watch",
  change: "Settings changed",
  mode: "Mode changed",
  notice: "Notices of the camera itself",
} as const;
export type ReasonName = keyof typeof REASONS;

export function isReasonName(text: string): text is ReasonName {
  return Object.hasOwn(REASONS, text);
}

export function reasonWord(reason: string): string {
  return isReasonName(reason) ? REASONS[reason] : labelWord(reason);
}

/** "Person: did not move by itself". */
export function groupWord(reason: string, label: string): string {
  const word = reasonWord(reason);
  return label === "" ? word : `${labelWord(label)}: ${word.charAt(0).toLowerCase()}${word.slice(1)}`;
}

/** A choice of a filter, and how many lines it brings: "Did not move by itself (12)". */
export interface Choice {
  value: string;
  label: string;
}

/** The reasons that there are, the most frequent first; an event counts once, however many labels it has. */
export function reasonChoices(found: readonly Found[]): Choice[] {
  return choices(
    found.filter(({ reason, label }) => reason !== "event" || label === ""),
    ({ reason }) => reason,
    reasonWord,
  );
}

export function labelChoices(found: readonly Found[]): Choice[] {
  return choices(
    found.filter(({ label }) => label !== ""),
    ({ label }) => label,
    labelWord,
  );
}

function choices(found: readonly Found[], key: (each: Found) => string, word: (value: string) => string): Choice[] {
  const counts = new Map<string, number>();
  for (const each of found) counts.set(key(each), (counts.get(key(each)) ?? 0) + each.count);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([value, count]) => ({ value, label: `${word(value)} (${String(count)})` }));
}
