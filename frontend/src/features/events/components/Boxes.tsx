import type { Schemas } from "@/lib/api/types";
import { classes } from "@/lib/text/classes";
import { labelWord, percent } from "@/features/events/words";

/** The found objects drawn over their picture; fills the nearest positioned parent. */
export function Boxes({ boxes }: { boxes: readonly Schemas["BoxOut"][] }) {
  return (
    <ul aria-label="Found in this picture" className="pointer-events-none absolute inset-0">
      {boxes.map(({ label, score, left, top, right, bottom }, index) => (
        <li
          key={index}
          className="absolute border-2 border-white outline-1 outline-black"
          style={{ left: percentage(left), top: percentage(top), width: percentage(right - left), height: percentage(bottom - top) }}
        >
          <span
            className={classes(
              "absolute bg-black/80 px-1 text-small whitespace-nowrap text-white",
              // Beyond the edges of the picture the word would be cut off.
              top < 0.08 ? "top-0" : "bottom-full",
              left > 0.75 ? "right-0" : "left-0",
            )}
          >
            {labelWord(label)} {percent(score)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function percentage(share: number): string {
  return `${String(share * 100)}%`;
}
