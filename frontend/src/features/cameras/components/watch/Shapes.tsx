import { middleOf, type Corner } from "@/features/cameras/watch/polygon";
import { arrowsOf, strokeOf, type Shape } from "@/features/cameras/watch/shapes";
import { classes } from "@/lib/text/classes";
import { percentage } from "./PictureFrame";

interface ShapesProps {
  shapes: readonly Shape[];
  /** The key of the one that is being changed. */
  selected: string | null;
  /** The points of one that is being drawn. */
  pending?: readonly Corner[];
  /** Width by height of the picture, for the arrows of lines. */
  aspect?: number;
}

const FILLS = { zone: "fill-white/15", line: "fill-none", mask: "fill-black/60", privacy: "fill-black" };

/** Zones, lines and masks over the picture: bright strokes on black ones, so that they show on any picture. */
export function Shapes({ shapes, selected, pending = [], aspect = 16 / 9 }: ShapesProps) {
  return (
    <>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" className="pointer-events-none absolute inset-0 size-full">
        {shapes.map((shape) => (
          <Outline key={shape.key} shape={shape} chosen={shape.key === selected} aspect={aspect} />
        ))}
        <polyline points={pointsOf(pending)} fill="none" vectorEffect="non-scaling-stroke" className="stroke-black" strokeWidth={6} />
        <polyline points={pointsOf(pending)} fill="none" vectorEffect="non-scaling-stroke" className="stroke-white" strokeWidth={3} />
      </svg>
      {shapes.map((shape) => {
        const [x, y] = placeOfName(shape);
        return (
          <span
            key={shape.key}
            aria-hidden="true"
            style={{ left: percentage(x), top: percentage(y) }}
            className={classes(
              "pointer-events-none absolute max-w-40 -translate-1/2 truncate rounded-sm px-1 text-small",
              shape.key === selected ? "bg-white text-black" : "bg-black/80 text-white",
            )}
          >
            {shape.title}
          </span>
        );
      })}
      {pending.map(([x, y], index) => (
        <span
          key={index}
          aria-hidden="true"
          style={{ left: percentage(x), top: percentage(y) }}
          className="pointer-events-none absolute size-4 -translate-1/2 rounded-full border-2 border-black bg-white"
        />
      ))}
    </>
  );
}

function Outline({ shape, chosen, aspect }: { shape: Shape; chosen: boolean; aspect: number }) {
  const { colour, dashes } = strokeOf(shape);
  const open = shape.look === "line";
  const points = pointsOf(open ? shape.corners : closed(shape.corners));
  const arrows = open ? arrowsOf(shape.corners, shape.direction ?? "either", aspect) : [];
  return (
    <g className={FILLS[shape.look]}>
      <polyline points={points} vectorEffect="non-scaling-stroke" className="stroke-black" strokeWidth={chosen ? 7 : 5} />
      <polyline points={points} vectorEffect="non-scaling-stroke" fill="none" stroke={colour} strokeWidth={chosen ? 3 : 2} strokeDasharray={dashes} />
      {arrows.map(({ from, to }) => {
        const path = pathOfArrow(from, to, aspect);
        return (
          <g key={path} fill="none">
            <path d={path} vectorEffect="non-scaling-stroke" className="stroke-black" strokeWidth={6} />
            <path d={path} vectorEffect="non-scaling-stroke" stroke={colour} strokeWidth={3} />
          </g>
        );
      })}
    </g>
  );
}

/** A shaft and the two strokes of its head. */
function pathOfArrow([x1, y1]: Corner, [x2, y2]: Corner, aspect: number): string {
  const back: Corner = [(x1 - x2) * aspect * 0.3, (y1 - y2) * 0.3];
  const wings = [-1, 1].map((sign) => {
    const [across, down] = [back[0] - sign * back[1] * 0.8, back[1] + sign * back[0] * 0.8];
    return spot([x2 + across / aspect, y2 + down]);
  });
  return `M${spot([x1, y1])}L${spot([x2, y2])}M${wings[0] ?? ""}L${spot([x2, y2])}L${wings[1] ?? ""}`;
}

function spot([x, y]: Corner): string {
  return `${(x * 100).toFixed(2)},${(y * 100).toFixed(2)}`;
}

function closed(corners: readonly Corner[]): readonly Corner[] {
  const [first] = corners;
  return first ? [...corners, first] : corners;
}

function pointsOf(corners: readonly Corner[]): string {
  return corners.map(spot).join(" ");
}

/** The middle; of a line its beginning, as its arrows stand in the middle. */
function placeOfName({ look, corners }: Shape): Corner {
  return (look === "line" ? corners[0] : undefined) ?? middleOf(corners);
}
