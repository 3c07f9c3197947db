import { CameraOff } from "lucide-react";
import { useRef } from "react";
import { LastPictureNote, STALE_LOOK } from "@/components/ui/stale";
import { useLastPicture } from "@/features/cameras/hooks/useLastPicture";
import { useSeen } from "@/features/cameras/hooks/useSeen";
import type { Camera } from "@/lib/api/types";
import { classes } from "@/lib/text/classes";

interface SnapshotProps {
  camera: Camera;
  /** Uncropped and without words where there is none: behind the live picture. */
  whole?: boolean;
}

/** The newest picture of a camera; one that is not of now looks like it and says from when it is. */
export function Snapshot({ camera, whole = false }: SnapshotProps) {
  const place = useRef<HTMLDivElement>(null);
  const { picture, asked } = useLastPicture(camera, useSeen(place));
  const stale = !camera.enabled || camera.health.condition !== "connected";
  return (
    <div ref={place} className="absolute inset-0">
      {picture !== null && (
        <img
          src={picture.url}
          alt={`What ${camera.name} saw last`}
          className={classes("absolute inset-0 size-full", whole ? "object-contain" : "object-cover", stale && STALE_LOOK)}
        />
      )}
      {picture !== null && stale && <LastPictureNote at={picture.at} />}
      {picture === null && !whole && (
        <div className="absolute inset-0 flex flex-col items-center justify-center gap-2 bg-sunken text-quiet">
          <CameraOff aria-hidden="true" size={28} />
          <span className="text-small">{!camera.enabled ? "Paused" : !asked ? "Waiting for a picture" : stale ? "Not connected" : "No picture yet"}</span>
        </div>
      )}
    </div>
  );
}
