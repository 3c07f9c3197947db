import { middleOf, type Corner } from "@/features/cameras/watch/polygon";
import { titleOf, type RulesDraft } from "@/features/cameras/watch/rules";
import { classes } from "@/lib/text/classes";
import { percentage } from "./PictureFrame";

interface PlaceShapesProps {
  draft: RulesDraft;
  selected: string | null;
  /** The corners of a place that is being drawn. */
  pending: readonly Corner[];
}

function pointsOf(corners: readonly Corner[]): string {
  return corners.map(([x, y]) => `${String(x * 100)},${String(y * 100)}`).join(" ");
}

/** Zones and masks over the picture: white lines on black ones, so that they show on any picture. */
export function PlaceShapes({ draft, selected, pending }: PlaceShapesProps) {
  return (
    <>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" className="pointer-events-none absolute inset-0 size-full">
        {draft.places.map(({ key, kind, corners }) => (
          <g key={key} className={kind === "mask" ? "fill-black/60" : "fill-white/20"}>
            <polygon points={pointsOf(corners)} vectorEffect="non-scaling-stroke" className="stroke-black" strokeWidth={key === selected ? 6 : 4} />
            <polygon
              points={pointsOf(corners)}
              vectorEffect="non-scaling-stroke"
              fill="none"
              className="stroke-white"
              strokeWidth={key === selected ? 3 : 2}
              strokeDasharray={kind === "mask" ? "6 4" : undefined}
            />
          </g>
        ))}
        <polyline points={pointsOf(pending)} fill="none" vectorEffect="non-scaling-stroke" className="stroke-black" strokeWidth={6} />
        <polyline points={pointsOf(pending)} fill="none" vectorEffect="non-scaling-stroke" className="stroke-white" strokeWidth={3} />
      </svg>
      {draft.places.map((place) => {
        const [x, y] = middleOf(place.corners);
        return (
          <span
            key={place.key}
            aria-hidden="true"
            style={{ left: percentage(x), top: percentage(y) }}
            className={classes(
              "pointer-events-none absolute max-w-40 -translate-1/2 truncate rounded-sm px-1 text-small",
              place.key === selected ? "bg-white text-black" : "bg-black/80 text-white",
            )}
          >
            {titleOf(draft, place)}
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
