import type { Limit } from "./rules";
import { pageLocale } from "@/lib/time/locale";

interface LimitWords {
  limit: Limit;
  label: string;
  hint: string;
  min: number;
  max: number;
  step: number;
  words: (value: number) => string;
}

function percent(share: number): string {
  return `${(share * 100).toLocaleString(pageLocale(), { maximumFractionDigits: 1 })} %`;
}

function shape(ratio: number): string {
  const round = (value: number) => value.toLocaleString(pageLocale(), { maximumFractionDigits: 1 });
  if (Math.abs(ratio - 1) < 0.05) return "as wide as high";
  return ratio < 1 ? `${round(1 / ratio)} times as high as wide` : `${round(ratio)} times as wide as high`;
}

/** The limits of a label in words, in the order in which a person asks. */
export const LIMIT_WORDS: readonly LimitWords[] = [
  {
    limit: "least_height",
    label: "Smallest height",
    hint: "What is smaller is too far away, or something else.",
    min: 0,
    max: 1,
    step: 0.01,
    words: (value) => `${percent(value)} of the picture`,
  },
  {
    limit: "most_height",
    label: "Greatest height",
    hint: "What is larger is close to the lens: an insect, a branch.",
    min: 0,
    max: 1,
    step: 0.01,
    words: (value) => `${percent(value)} of the picture`,
  },
  {
    limit: "least_score",
    label: "How sure",
    hint: "The middle of all looks at it must be at least so sure.",
    min: 0,
    max: 1,
    step: 0.01,
    words: percent,
  },
  {
    limit: "dwell_seconds",
    label: "Stays at least",
    hint: "Told only once it was there so long. At most 5 minutes here.",
    min: 0,
    max: 300,
    step: 1,
    words: (value) => (value === 1 ? "1 second" : `${String(value)} seconds`),
  },
  {
    limit: "least_ratio",
    label: "Narrowest shape",
    hint: "What is narrower is a pole or a shadow.",
    min: 0.05,
    max: 10,
    step: 0.05,
    words: shape,
  },
  {
    limit: "most_ratio",
    label: "Widest shape",
    hint: "What is wider is a rail or a shadow.",
    min: 0.05,
    max: 10,
    step: 0.05,
    words: shape,
  },
];

/** A limit that its counterpart forbids, as a sentence. */
export function limitFault(value: (limit: Limit) => number): string | undefined {
  if (value("least_height") > value("most_height")) return "The smallest height is above the greatest: nothing could ever be told.";
  if (value("least_ratio") > value("most_ratio")) return "The narrowest shape is wider than the widest: nothing could ever be told.";
  return undefined;
}
