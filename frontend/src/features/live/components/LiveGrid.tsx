import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { PanelBoundary } from "@/components/ui/panel-boundary";
import { toggleFullScreen } from "../fullScreen";
import { stepIn } from "../steps";
import { LiveTile } from "./LiveTile";

export interface Shown {
  id: string;
  name: string;
  /** What to show instead of a live picture, such as for a paused camera; null: it is live. */
  instead: ReactNode;
  before: ReactNode;
}

interface LiveGridProps {
  cameras: readonly Shown[];
  onOpen: (cameraId: string) => void;
}

/** All cameras at once, in their small pictures. One tab stop: arrows go from one to the next. */
export function LiveGrid({ cameras, onOpen }: LiveGridProps) {
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const [heard, setHeard] = useState<string | null>(null);
  const place = Math.min(current, cameras.length - 1);

  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const camera = cameras[place];
    const next = stepIn(event.key, place, cameras.length, columnsOf(list.current));
    if (next !== null) {
      tileAt(list.current, next)?.querySelector("button")?.focus();
      setCurrent(next);
    } else if (event.key === "f") toggleFullScreen(tileAt(list.current, place));
    else if (event.key === "m" && camera) setHeard(heard === camera.id ? null : camera.id);
    else return;
    event.preventDefault();
  };
  return (
    <ul ref={list} aria-label="Live pictures" className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-3 2xl:grid-cols-4">
      {cameras.map((camera, index) => (
        <li key={camera.id}>
          <PanelBoundary name={camera.name}>
            <LiveTile
              camera={camera}
              heard={heard === camera.id}
              reachable={index === place}
              onFocus={() => setCurrent(index)}
              onKey={press}
              onOpen={() => onOpen(camera.id)}
            />
          </PanelBoundary>
        </li>
      ))}
    </ul>
  );
}

function tileAt(list: HTMLElement | null, index: number): Element | null {
  return list?.children[index] ?? null;
}

function columnsOf(list: HTMLElement | null): number {
  if (list === null) return 1;
  return getComputedStyle(list).gridTemplateColumns.split(" ").filter(Boolean).length || 1;
}
