/** A corner as shares of the picture, 0–1: from the left, from the top. */
export type Corner = readonly [number, number];

export const LEAST_CORNERS = 3;
export const MOST_CORNERS = 32;
/** Of a line. */
export const LEAST_POINTS = 2;
/** Closer to the border than this one means the border itself. */
const SNAP = 0.012;
/** Corners closer than this cannot be told apart on a screen. */
const SAME_PLACE = 0.004;
const SHORTEST_LINE = 0.02;

/** Where a finger or an arrow key may put a corner: inside the picture, on its border when close to it. */
export function tidy([x, y]: Corner): Corner {
  return [tidyShare(x), tidyShare(y)];
}

function tidyShare(share: number): number {
  if (share < SNAP) return 0;
  if (share > 1 - SNAP) return 1;
  return Math.round(share * 10_000) / 10_000;
}

export function moveCorner(corners: readonly Corner[], index: number, to: Corner): Corner[] {
  return corners.map((corner, at) => (at === index ? tidy(to) : corner));
}

/** A new corner halfway to the next one, after `index`. `open`: after the last one of a line nothing follows, so it
 * comes before it. */
export function splitSide(corners: readonly Corner[], index: number, open = false): Corner[] {
  if (open && index === corners.length - 1 && index > 0) return splitSide(corners, index - 1, true);
  const one = corners[index];
  const next = corners[(index + 1) % corners.length];
  if (!one || !next || corners.length >= MOST_CORNERS) return [...corners];
  const middle: Corner = [(one[0] + next[0]) / 2, (one[1] + next[1]) / 2];
  return [...corners.slice(0, index + 1), middle, ...corners.slice(index + 1)];
}

export function removeCorner(corners: readonly Corner[], index: number, least = LEAST_CORNERS): Corner[] {
  return corners.length > least ? corners.filter((_, at) => at !== index) : [...corners];
}

function box(left: number, top: number, right: number, bottom: number): readonly Corner[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** A place to begin with for those who do not draw: in the middle. */
export const RECTANGLE = box(0.3, 0.35, 0.7, 0.75);

/** Shapes to begin with, by what they cover. */
export const PRESETS: readonly { name: string; corners: readonly Corner[] }[] = [
  { name: "Rectangle", corners: RECTANGLE },
  { name: "Whole picture", corners: box(0, 0, 1, 1) },
  { name: "Left half", corners: box(0, 0, 0.5, 1) },
  { name: "Right half", corners: box(0.5, 0, 1, 1) },
  { name: "Top half", corners: box(0, 0, 1, 0.5) },
  { name: "Bottom half", corners: box(0, 0.5, 1, 1) },
  { name: "Centre", corners: box(0.25, 0.25, 0.75, 0.75) },
  {
    name: "L shape",
    corners: [
      [0, 0],
      [0.35, 0],
      [0.35, 0.6],
      [1, 0.6],
      [1, 1],
      [0, 1],
    ],
  },
];

/** Lines to begin with. */
export const LINE_PRESETS: readonly { name: string; corners: readonly Corner[] }[] = [
  {
    name: "Across",
    corners: [
      [0.1, 0.6],
      [0.9, 0.6],
    ],
  },
  {
    name: "Upright",
    corners: [
      [0.5, 0.2],
      [0.5, 0.9],
    ],
  },
];

/** Whether a point lies so close to a line that it means the line. */
export function isOn(corners: readonly Corner[], point: Corner): boolean {
  return sidesOf(corners).slice(0, -1).some((side) => distance(point, side) < 0.03);
}

function distance([x, y]: Corner, [[x1, y1], [x2, y2]]: Side): number {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const share = length === 0 ? 0 : Math.min(Math.max(((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length, 0), 1);
  return Math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1));
}

/** By the even-odd rule. */
export function contains(corners: readonly Corner[], [x, y]: Corner): boolean {
  let inside = false;
  for (const [[x1, y1], [x2, y2]] of sidesOf(corners)) {
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** The middle of the corners: where the name stands. */
export function middleOf(corners: readonly Corner[]): Corner {
  const sum = corners.reduce<[number, number]>(([x, y], corner) => [x + corner[0], y + corner[1]], [0, 0]);
  return [sum[0] / Math.max(corners.length, 1), sum[1] / Math.max(corners.length, 1)];
}

/** What is wrong with the shape, as a sentence; undefined: nothing. `open`: it is a line. */
export function shapeFault(corners: readonly Corner[], open = false): string | undefined {
  if (corners.length < (open ? LEAST_POINTS : LEAST_CORNERS)) return `It needs at least ${open ? "two points" : "three corners"}.`;
  if (corners.some((one, index) => corners.some((other, at) => at > index && near(one, other)))) {
    return "Two corners lie at one place. Move or remove one of them.";
  }
  const sides = sidesOf(corners).slice(0, open ? -1 : undefined);
  if (open && sides.reduce((sum, [[x1, y1], [x2, y2]]) => sum + Math.hypot(x2 - x1, y2 - y1), 0) < SHORTEST_LINE) return "It is too short.";
  const crossing = sides.some((one, index) => sides.some((other, at) => at > index + 1 && !(!open && index === 0 && at === sides.length - 1) && cross(one, other)));
  return crossing ? "Its sides cross. Move a corner until they do not." : undefined;
}

type Side = readonly [Corner, Corner];

function sidesOf(corners: readonly Corner[]): Side[] {
  return corners.map((corner, index) => [corner, corners[(index + 1) % corners.length] ?? corner]);
}

function near(one: Corner, other: Corner): boolean {
  return Math.hypot(one[0] - other[0], one[1] - other[1]) < SAME_PLACE;
}

/** On which side of the line from a to b the corner c lies, by sign. */
function turn(a: Corner, b: Corner, c: Corner): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

/** Sides that only touch are left to the server, which says so by the name of the place. */
function cross([a, b]: Side, [c, d]: Side): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}
