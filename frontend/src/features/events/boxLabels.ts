import type { Schemas } from "@/lib/api/types";

type Box = Schemas["BoxOut"];

/** Where a label hangs: at which edge of its box, inside or outside, and to which side it grows. */
export interface LabelPlace {
  anchor: "above" | "top" | "bottom" | "below";
  side: "left" | "right";
}

interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A label's size as shares of a small picture: on a larger one it takes less. */
const LETTER = 0.019;
const HEIGHT = 0.09;

/** A place for the label of each box: inside the picture, and beside the other labels as far as there is room. */
export function placeLabels(boxes: readonly Box[], words: readonly string[]): LabelPlace[] {
  const taken: Area[] = [];
  return boxes.map((box, index) => {
    const width = Math.min(0.5, (words[index] ?? "").length * LETTER);
    // From the half it is in a label always has half the picture to grow.
    const side = (box.left + box.right) / 2 > 0.5 ? "right" : "left";
    const left = side === "left" ? box.left : box.right - width;
    const inside = (["above", "top", "bottom", "below"] as const)
      .map((anchor) => ({ anchor, area: { left, right: left + width, ...heights(box, anchor) } }))
      .filter(({ area }) => area.top >= 0 && area.bottom <= 1);
    const best = inside.find(({ area }) => !taken.some((other) => overlap(area, other))) ?? inside[0];
    if (best) taken.push(best.area);
    return { anchor: best?.anchor ?? "top", side };
  });
}

function heights({ top, bottom }: Box, anchor: LabelPlace["anchor"]): Pick<Area, "top" | "bottom"> {
  const start = { above: top - HEIGHT, top, bottom: bottom - HEIGHT, below: bottom }[anchor];
  return { top: start, bottom: start + HEIGHT };
}

function overlap(one: Area, other: Area): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
