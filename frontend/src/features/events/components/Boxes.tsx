import type { Schemas } from "@/lib/api/types";
import { classes } from "@/lib/text/classes";
import { placeLabels, type LabelPlace } from "@/features/events/boxLabels";
import { percent } from "@/features/events/words";
import { labelWord } from "@/lib/text/labels";

const ANCHORS: Record<LabelPlace["anchor"], string> = {
  above: "bottom-full",
  top: "top-0",
  bottom: "bottom-0",
  below: "top-full",
};

/** The found objects drawn over their picture; fills the nearest positioned parent. */
export function Boxes({ boxes }: { boxes: readonly Schemas["BoxOut"][] }) {
  const words = boxes.map(({ label, score }) => `${labelWord(label)} ${percent(score)}`);
  const places = placeLabels(boxes, words);
  return (
    <div className="pointer-events-none absolute inset-0">
      {boxes.map((box, index) => (
        <div key={index} className="absolute border-2 border-white outline-1 outline-black" style={areaOf(box)} />
      ))}
      {/* After all boxes: no neighbour's line crosses a word. */}
      <ul aria-label="Found in this picture">
        {boxes.map((box, index) => (
          <li key={index} className="absolute" style={areaOf(box)}>
            <span
              className={classes(
                "absolute bg-black px-1 text-small whitespace-nowrap text-white",
                ANCHORS[places[index]?.anchor ?? "top"],
                places[index]?.side === "right" ? "right-0" : "left-0",
              )}
            >
              {words[index]}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function areaOf({ left, top, right, bottom }: Schemas["BoxOut"]) {
  return { left: percentage(left), top: percentage(top), width: percentage(right - left), height: percentage(bottom - top) };
}

function percentage(share: number): string {
  return `${String(share * 100)}%`;
}
