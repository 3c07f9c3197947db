import type { Corner } from "./polygon";

export type ShapeLook = "zone" | "line" | "mask" | "privacy";
/** As seen along a line, from its first point to its last. */
export type Direction = "either" | "left_to_right" | "right_to_left";

/** Something drawn over a picture. */
export interface Shape {
  key: string;
  look: ShapeLook;
  title: string;
  corners: readonly Corner[];
  /** Of a line. */
  direction?: Direction;
  /** Sets zones and lines apart, together with their strokes: place in `STROKES`. */
  tone?: number;
}

/** Colours that differ in lightness too, each with a stroke of its own: nobody needs to see colours to tell them apart. */
export const STROKES: readonly { colour: string; dashes?: string }[] = [
  { colour: "#ffffff" },
  { colour: "#7cc4ff", dashes: "12 4" },
  { colour: "#ffd166", dashes: "2 4" },
  { colour: "#8be28b", dashes: "12 4 2 4" },
  { colour: "#ff9ecb", dashes: "6 3" },
  { colour: "#c8b6ff", dashes: "18 4" },
];

export function strokeOf({ look, tone = 0 }: Shape): { colour: string; dashes?: string } {
  if (look === "mask") return { colour: "#ffffff", dashes: "6 4" };
  if (look === "privacy") return { colour: "#ffffff" };
  return STROKES[tone % STROKES.length] ?? { colour: "#ffffff" };
}

/** Of one arrow across the middle of a line: where it begins and ends, in the picture's own pixels if `aspect` (width
 * by height) is right. Its length is a share of the height. */
export interface Arrow {
  from: Corner;
  to: Corner;
}

const ARROW_LENGTH = 0.08;

/** One arrow for each direction that counts, at right angles to the middle of the line. */
export function arrowsOf(corners: readonly Corner[], direction: Direction, aspect: number): Arrow[] {
  const middle = middleSide(corners, aspect);
  if (!middle) return [];
  const { at, along } = middle;
  const length = Math.hypot(along[0], along[1]);
  if (length === 0) return [];
  // To the right of somebody who walks along the line: downwards is positive, so x, y becomes -y, x.
  const right: Corner = [(-along[1] / length) * ARROW_LENGTH, (along[0] / length) * ARROW_LENGTH];
  const reach = (sign: number): Corner => [at[0] + (sign * right[0]) / aspect, at[1] + sign * right[1]];
  const arrows: Arrow[] = [];
  if (direction !== "right_to_left") arrows.push({ from: reach(-1), to: reach(1) });
  if (direction !== "left_to_right") arrows.push({ from: reach(1), to: reach(-1) });
  return arrows;
}

/** The point halfway along a line, and the way that the line takes there, in heights of the picture. */
function middleSide(corners: readonly Corner[], aspect: number): { at: Corner; along: Corner } | undefined {
  const sides = corners.slice(1).map((corner, index) => {
    const before = corners[index] ?? corner;
    const along: Corner = [(corner[0] - before[0]) * aspect, corner[1] - before[1]];
    return { before, corner, along, length: Math.hypot(along[0], along[1]) };
  });
  let left = sides.reduce((sum, { length }) => sum + length, 0) / 2;
  for (const { before, corner, along, length } of sides) {
    if (length > 0 && left <= length) {
      const share = left / length;
      return { at: [before[0] + (corner[0] - before[0]) * share, before[1] + (corner[1] - before[1]) * share], along };
    }
    left -= length;
  }
  return undefined;
}
