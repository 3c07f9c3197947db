import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { classes } from "@/lib/text/classes";
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
  /** Who was shown alone before: the focus goes back there. */
  from?: string | undefined;
  onOpen: (cameraId: string) => void;
}

/** All cameras at once, in their small pictures. One tab stop: arrows go from one to the next. */
export function LiveGrid({ cameras, from, onOpen }: LiveGridProps) {
  const list = useRef<HTMLUListElement>(null);
  const [start] = useState(() => cameras.findIndex(({ id }) => id === from));
  const [current, setCurrent] = useState(Math.max(0, start));
  const [heard, setHeard] = useState<string | null>(null);
  const place = Math.min(current, cameras.length - 1);
  useEffect(() => {
    if (start >= 0) tileAt(list.current, start)?.querySelector("button")?.focus();
  }, [start]);

  useEffect(() => {
    // Before any tile has the focus, as when one has just come to the page.
    const begin = (event: globalThis.KeyboardEvent) => {
      const nowhere = event.target === document.body || (event.target instanceof HTMLElement && event.target.tagName === "H1");
      if (!nowhere || !event.key.startsWith("Arrow") || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      tileAt(list.current, place)?.querySelector("button")?.focus();
    };
    document.addEventListener("keydown", begin);
    return () => document.removeEventListener("keydown", begin);
  }, [place]);

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
    <ul ref={list} aria-label="Live pictures" className={classes("grid grid-cols-1 gap-3", columnsFor(cameras.length))}>
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

/** As few columns as let all of them be seen at once, so that each is large. */
function columnsFor(count: number): string {
  if (count === 1) return "mx-auto w-full max-w-[max(20rem,calc((100dvh-14rem)*16/9))]";
  if (count <= 4) return "sm:grid-cols-2";
  return count <= 9 ? "sm:grid-cols-2 lg:grid-cols-3" : "sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-4";
}

function tileAt(list: HTMLElement | null, index: number): Element | null {
  return list?.children[index] ?? null;
}

function columnsOf(list: HTMLElement | null): number {
  if (list === null) return 1;
  return getComputedStyle(list).gridTemplateColumns.split(" ").filter(Boolean).length || 1;
}
