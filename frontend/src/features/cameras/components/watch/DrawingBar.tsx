import { Check, Undo2, X } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "@/components/ui/button";

interface DrawingBarProps {
  /** What is drawn: “zone”, “line”, “mask”. */
  what: string;
  /** Points drawn so far, and how many there must be. */
  count: number;
  least: number;
  /** What to do, while nothing is drawn yet. */
  hint: string;
  /** How often it was tried to save before there were enough of them. */
  refused?: number;
  onDone: () => void;
  onBack: () => void;
  onCancel: () => void;
  /** Ways to begin without drawing. */
  children?: ReactNode;
}

/** While something is drawn point by point: what to do next, and how to end it. */
export function DrawingBar({ what, count, least, hint, refused = 0, onDone, onBack, onCancel, children }: DrawingBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => bar.current?.focus(), [refused]);
  const many = count === 1 ? "1 corner" : `${String(count)} corners`;
  const more = `It needs at least ${least === 2 ? "two" : "three"}.`;
  return (
    <div ref={bar} role="group" aria-label={`Draw a ${what}`} tabIndex={-1} className="flex flex-col gap-2 outline-none">
      <p role="status">{count === 0 ? hint : `${many}. ${count < least ? more : "Go on, or finish."}`}</p>
      {refused > 0 && count < least && (
        <p role="alert" className="text-small font-medium text-urgent">
          Nothing is saved yet: this {what} is still being drawn. Add corners, or cancel it.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" disabled={count < least} onClick={onDone}>
          <Check aria-hidden="true" size={18} />
          Finish {what}
        </Button>
        {count > 0 ? (
          <Button onClick={onBack}>
            <Undo2 aria-hidden="true" size={18} />
            Remove last corner
          </Button>
        ) : (
          children
        )}
        <Button look="quiet" onClick={onCancel}>
          <X aria-hidden="true" size={18} />
          Cancel
        </Button>
      </div>
    </div>
  );
}
