import { Link } from "@tanstack/react-router";
import { Pause, Play } from "lucide-react";
import { useRef, useState, type PointerEvent, type ReactNode } from "react";
import { IconButton } from "@/components/ui/button";
import type { Camera } from "@/lib/api/types";
import { HealthLine } from "./HealthLine";
import { WatchingLine } from "./hours/WatchingLine";
import { PrivacyBadge } from "./privacy/PrivacySummary";
import { Snapshot } from "./Snapshot";

interface CameraTileProps {
  camera: Camera;
  /** The live picture; asked for only while somebody looks. */
  renderLive: (camera: Camera) => ReactNode;
}

/** Passing over a tile is not looking at it. */
const HOVER_MS = 500;

/** One camera on the wall: a snapshot, live while hovered or after a tap. */
export function CameraTile({ camera, renderLive }: CameraTileProps) {
  const [pinned, setPinned] = useState(false);
  const [hovered, setHovered] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const possible = camera.enabled && camera.health.condition === "connected";
  const live = possible && (pinned || hovered);
  const hover = (entering: boolean) => (pointer: PointerEvent) => {
    clearTimeout(timer.current);
    if (pointer.pointerType !== "mouse") return;
    if (entering) timer.current = setTimeout(() => setHovered(true), HOVER_MS);
    else setHovered(false);
  };
  return (
    <article
      aria-label={camera.name}
      className="flex flex-col overflow-hidden rounded-card border border-line bg-surface"
      onPointerEnter={hover(true)}
      onPointerLeave={hover(false)}
    >
      <div className="relative aspect-video overflow-hidden bg-sunken">
        <Snapshot camera={camera} />
        {live && <div className="absolute inset-0">{renderLive(camera)}</div>}
        {possible && (
          <IconButton
            label={pinned ? `Stop the live picture of ${camera.name}` : `Show ${camera.name} live`}
            aria-pressed={pinned}
            className="absolute right-2 bottom-2 bg-black/75 text-white hover:bg-black"
            onClick={() => setPinned(!pinned)}
          >
            {pinned ? <Pause aria-hidden="true" size={20} /> : <Play aria-hidden="true" size={20} />}
          </IconButton>
        )}
      </div>
      <div className="flex flex-col px-3 pb-3">
        <h2 className="font-semibold">
          <Link
            to="/cameras/$cameraId"
            params={{ cameraId: camera.id }}
            className="flex min-h-touch items-center py-2 break-words hover:underline"
          >
            {camera.name}
          </Link>
        </h2>
        <HealthLine health={camera.health} />
        <WatchingLine camera={camera} />
        <PrivacyBadge camera={camera} />
      </div>
    </article>
  );
}
