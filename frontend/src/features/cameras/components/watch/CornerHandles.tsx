import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from "react";
import { LEAST_CORNERS, LEAST_POINTS, moveCorner, removeCorner, splitSide, type Corner } from "@/features/cameras/watch/polygon";
import { cornerAt, percentage } from "./PictureFrame";

interface CornerHandlesProps {
  /** The name of the place, for the names of its corners. */
  title: string;
  corners: readonly Corner[];
  /** A line, not a place: its ends are not joined, and two points are enough. */
  open?: boolean;
  frame: RefObject<HTMLDivElement | null>;
  chosen: number;
  /** For a place that was made just now: its first corner has the focus. */
  takeFocus: boolean;
  onChoose: (index: number) => void;
  /** `step`: what changes with the same one in a row is one step to undo. */
  onChange: (corners: readonly Corner[], step: string | null) => void;
}

const STEPS: Record<string, Corner> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const SMALL_STEP = 0.01;
const LARGE_STEP = 0.05;

/** The corners of the chosen place, to be dragged, or moved by arrow keys: Enter adds one after it, Delete removes it. */
export function CornerHandles({ title, corners, open = false, frame, chosen, takeFocus, onChoose, onChange }: CornerHandlesProps) {
  const handles = useRef<(HTMLButtonElement | null)[]>([]);
  const focusNext = useRef<number | null>(takeFocus ? 0 : null);
  const drags = useRef(0);

  useEffect(() => {
    if (focusNext.current !== null) handles.current[focusNext.current]?.focus();
    focusNext.current = null;
  });

  const press = (index: number, key: KeyboardEvent) => {
    const step = STEPS[key.key];
    const corner = corners[index];
    if (step && corner) {
      const size = key.shiftKey ? LARGE_STEP : SMALL_STEP;
      onChange(moveCorner(corners, index, [leave(corner[0], step[0] * size), leave(corner[1], step[1] * size)]), `keys:${title}:${String(index)}`);
    } else if (key.key === "Enter") {
      focusNext.current = Math.min(index + 1, corners.length);
      onChange(splitSide(corners, index, open), null);
    } else if (key.key === "Delete" || key.key === "Backspace") {
      focusNext.current = Math.max(index - 1, 0);
      onChange(removeCorner(corners, index, open ? LEAST_POINTS : LEAST_CORNERS), null);
    } else return;
    key.preventDefault();
  };
  const drag = (index: number, move: PointerEvent<HTMLButtonElement>) => {
    if (!move.currentTarget.hasPointerCapture(move.pointerId)) return;
    const at = cornerAt(move, frame.current);
    if (at) onChange(moveCorner(corners, index, at), `drag:${String(drags.current)}`);
  };

  return corners.map(([x, y], index) => (
    <button
      key={index}
      ref={(handle) => {
        handles.current[index] = handle;
      }}
      type="button"
      aria-label={`Corner ${String(index + 1)} of ${title}: ${spoken(x)} from the left, ${spoken(y)} from the top`}
      aria-describedby="corner-keys"
      style={{ left: percentage(x), top: percentage(y) }}
      className="group absolute z-10 flex size-touch -translate-1/2 touch-none items-center justify-center rounded-full"
      onFocus={() => onChoose(index)}
      onClick={(click) => click.stopPropagation()}
      onKeyDown={(key) => press(index, key)}
      onPointerDown={(down) => {
        drags.current += 1;
        onChoose(index);
        down.currentTarget.setPointerCapture(down.pointerId);
      }}
      onPointerMove={(move) => drag(index, move)}
    >
      <span
        className={
          "size-5 rounded-full border-2 border-black bg-white shadow " + (index === chosen ? "ring-3 ring-accent" : "group-hover:scale-125")
        }
      />
    </button>
  ));
}

/** Away from the border one step must be enough, although corners close to it snap to it. */
function leave(share: number, by: number): number {
  const next = share + by;
  if (share === 0 && by > 0) return Math.max(next, 0.015);
  if (share === 1 && by < 0) return Math.min(next, 0.985);
  return Math.min(Math.max(next, 0), 1);
}

function spoken(share: number): string {
  return `${String(Math.round(share * 100))} %`;
}
