import { pageLocale } from "@/lib/time/locale";

/** A number of a decision as people read it: its name, and its value with the unit that the name tells. */
export interface ReadNumber {
  name: string;
  value: string;
}

const NAMES: Record<string, string> = {
  score: "How sure",
  least_score: "Needed at least",
  pictures: "Pictures it was seen in",
  least_pictures: "Pictures needed",
  moving_pictures: "Pictures it moved in",
  least_moving_pictures: "Moving pictures needed",
  height_share: "Height, of the picture’s",
  least_height_share: "Height needed at least",
  most_height_share: "Height allowed at most",
  share_of_picture: "Size, of the picture’s",
  alike_share: "Looks like before",
  least_alike_share: "Looks like before, at least",
  stood_seconds: "Stands there for",
  least_seconds: "Has to be seen for",
  ratio: "Width by height",
  seconds: "How long",
  dwell_seconds: "Stayed for",
  least_dwell_seconds: "Has to stay for",
};

/** The sentence says it. */
const SAID = new Set(["paused"]);

export function readNumbers(numbers: Record<string, number>): ReadNumber[] {
  return Object.entries(numbers)
    .filter(([name]) => !SAID.has(name))
    .map(([name, value]) => ({ name: NAMES[name] ?? spelt(name), value: valueOf(name, value) }));
}

function valueOf(name: string, value: number): string {
  if (name.endsWith("score") || name.includes("share")) return `${rounded(value * 100)} %`;
  if (name.endsWith("seconds")) return `${rounded(value)} s`;
  return rounded(value);
}

function rounded(value: number): string {
  return new Intl.NumberFormat(pageLocale(), { maximumFractionDigits: 1 }).format(value);
}

function spelt(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
