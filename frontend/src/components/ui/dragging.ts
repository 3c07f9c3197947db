import { useState, type HTMLAttributes } from "react";

interface Dragging {
  /** For each row. */
  row: (id: string) => HTMLAttributes<HTMLElement> & { draggable: true };
  /** How a row looks while something is dragged. */
  look: (id: string) => string;
}

/** Rows that are put in order by dragging: `onMove` gets the one that was dragged and the one it was dropped on. */
export function useDragging(onMove: (id: string, onto: string) => void): Dragging {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  return {
    row: (id) => ({
      draggable: true,
      onDragStart: (drag) => {
        drag.dataTransfer.effectAllowed = "move";
        setDragged(id);
      },
      onDragOver: (drag) => {
        drag.preventDefault();
        setOver(id);
      },
      onDragEnd: () => {
        setDragged(null);
        setOver(null);
      },
      onDrop: (drop) => {
        drop.preventDefault();
        if (dragged !== null) onMove(dragged, id);
      },
    }),
    look: (id) => (dragged === id ? "opacity-60" : over === id && dragged !== null ? "bg-accent-soft" : ""),
  };
}
