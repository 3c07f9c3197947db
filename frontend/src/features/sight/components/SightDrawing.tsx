import { classes } from "@/lib/text/classes";
import type { Drawn } from "../layers";

/** Boxes over a picture: bright strokes on black ones, so that they show on any picture. The list beside it says the same
 * in words, so this is hidden from screen readers. Fills the nearest positioned parent. */
export function SightDrawing({ drawn }: { drawn: readonly Drawn[] }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 overflow-hidden" data-testid="drawing">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" className="absolute inset-0 size-full">
        {drawn.map(({ key, box: [left, top, right, bottom], colour, width, dashes }) => {
          const area = { x: left * 100, y: top * 100, width: (right - left) * 100, height: (bottom - top) * 100, fill: "none", vectorEffect: "non-scaling-stroke" };
          return (
            <g key={key} data-kind={key}>
              <rect {...area} className="stroke-black" strokeWidth={width + 2} />
              <rect {...area} stroke={colour} strokeWidth={width} strokeDasharray={dashes} />
            </g>
          );
        })}
      </svg>
      {drawn.map(({ key, box, word, colour, below = false }) => word && <Word key={key} box={box} word={word} colour={colour} below={below} />)}
    </div>
  );
}

/** At the box's edge, outside it where there is room, and towards the middle of the picture. */
function Word({ box: [left, top, right, bottom], word, colour, below }: { box: Drawn["box"]; word: string; colour: string; below: boolean }) {
  const atRight = left > 0.6;
  const inside = below ? bottom > 0.92 : top < 0.08;
  const side = atRight ? { right: `${String((1 - right) * 100)}%` } : { left: `${String(left * 100)}%` };
  const edge = { top: `${String((below ? bottom : top) * 100)}%` };
  return (
    <span
      style={{ ...side, ...edge, color: colour }}
      className={classes("absolute bg-black/85 px-1 text-small leading-tight font-medium whitespace-nowrap", below === inside && "-translate-y-full")}
    >
      {word}
    </span>
  );
}
