import { useEffect, useEffectEvent, useRef, type TouchEvent } from "react";

const SWIPE_PX = 70;
/** A swipe is meant sideways: much wider than high. */
const STEEPEST = 0.5;

interface Neighbours {
  onNewer: (() => void) | undefined;
  onOlder: (() => void) | undefined;
}

/** Controls that use the arrow keys or a sideways drag themselves keep them. */
function usesArrows(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, video, [contenteditable], [role=slider], [role=menu], [role=dialog], [role=region]") !== null
  );
}

/** Walks through the events by arrow keys (left: newer, right: older, as the buttons stand) and returns what swiping needs. */
export function useNeighbourKeys({ onNewer, onOlder }: Neighbours) {
  const start = useRef<{ x: number; y: number } | null>(null);
  const onKey = useEffectEvent((press: KeyboardEvent) => {
    const withModifier = press.altKey || press.ctrlKey || press.metaKey || press.shiftKey;
    if (withModifier || press.defaultPrevented || usesArrows(press.target)) return;
    if (press.key === "ArrowLeft") onNewer?.();
    if (press.key === "ArrowRight") onOlder?.();
  });
  useEffect(() => {
    const listener = (press: KeyboardEvent) => onKey(press);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);

  return {
    onTouchStart: ({ touches, target }: TouchEvent) => {
      const touch = touches[0];
      const scrolls = target instanceof Element && target.closest("ul, [role=region], video") !== null;
      start.current = touch && touches.length === 1 && !scrolls ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const touch = changedTouches[0];
      if (!start.current || !touch) return;
      const x = touch.clientX - start.current.x;
      const y = touch.clientY - start.current.y;
      start.current = null;
      if (Math.abs(x) < SWIPE_PX || Math.abs(y) > Math.abs(x) * STEEPEST) return;
      if (x > 0) onNewer?.();
      else onOlder?.();
    },
  };
}
