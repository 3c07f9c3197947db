import { Volume2 } from "lucide-react";
import { useRef, type KeyboardEvent } from "react";
import { useOnScreen } from "../hooks/useOnScreen";
import type { Shown } from "./LiveGrid";
import { LivePicture } from "./LivePicture";

interface LiveTileProps {
  camera: Shown;
  heard: boolean;
  /** The one tab stop of the grid. */
  reachable: boolean;
  onFocus: () => void;
  onKey: (event: KeyboardEvent) => void;
  onOpen: () => void;
}

/** One camera of the grid; pressing it shows it alone. */
export function LiveTile({ camera, heard, reachable, onFocus, onKey, onOpen }: LiveTileProps) {
  const place = useRef<HTMLDivElement>(null);
  const seen = useOnScreen(place);
  return (
    <div ref={place} className="relative aspect-video overflow-hidden rounded-card bg-black">
      {camera.instead ?? (seen && <LivePicture cameraId={camera.id} cameraName={camera.name} small stream="sub" muted={!heard} before={camera.before} />)}
      <button
        type="button"
        aria-label={`Show ${camera.name} alone${heard ? "; its sound is on" : ""}`}
        tabIndex={reachable ? 0 : -1}
        onFocus={onFocus}
        onKeyDown={onKey}
        onClick={onOpen}
        className="absolute inset-0 flex items-end text-left focus-visible:outline-4 focus-visible:-outline-offset-4 focus-visible:outline-accent"
      >
        <span className="m-2 inline-flex max-w-[58%] min-w-0 items-center gap-2 rounded-card bg-black/75 px-2 py-1 text-small font-medium break-words text-white">
          {heard && <Volume2 aria-hidden="true" size={16} />}
          {camera.name}
        </span>
      </button>
    </div>
  );
}
