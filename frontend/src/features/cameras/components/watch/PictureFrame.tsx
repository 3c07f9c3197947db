import { useRef, useState, type MouseEvent, type ReactNode, type RefObject } from "react";
import { LastPictureNote } from "@/components/ui/stale";
import { useLastPicture } from "@/features/cameras/hooks/useLastPicture";
import { useSeen } from "@/features/cameras/hooks/useSeen";
import { tidy, type Corner } from "@/features/cameras/watch/polygon";
import type { Camera } from "@/lib/api/types";
import { classes } from "@/lib/text/classes";

interface PictureFrameProps {
  camera: Camera;
  /** Lies over the picture, whose sides are those of its parent. */
  children?: ReactNode;
  place?: RefObject<HTMLDivElement | null>;
  /** A click or tap on the picture itself; there must be another way by keyboard. */
  onPoint?: (at: Corner) => void;
  crosshair?: boolean;
  /** The live picture, over the newest one; it may be absent or come later. */
  live?: ReactNode;
}

/** The newest picture of a camera, whole, in its own shape, renewed while one looks. */
export function PictureFrame({ camera, children, place, onPoint, crosshair = false, live }: PictureFrameProps) {
  const own = useRef<HTMLDivElement>(null);
  const frame = place ?? own;
  const { picture } = useLastPicture(camera, useSeen(frame));
  const [seen, setSeen] = useState<number | null>(null);
  const { width, height, condition } = camera.health;
  const stale = !camera.enabled || condition !== "connected";
  const shape = seen ?? (width && height ? width / height : 16 / 9);
  const point = (click: MouseEvent<HTMLDivElement>) => {
    const at = cornerAt(click, frame.current);
    if (at) onPoint?.(at);
  };
  return (
    <div
      ref={frame}
      role="presentation"
      onClick={onPoint && point}
      style={{ aspectRatio: shape }}
      className={classes("relative w-full bg-sunken select-none", crosshair && "cursor-crosshair")}
    >
      {picture === null ? (
        <p className="absolute inset-0 flex items-center justify-center p-6 text-center text-small text-quiet">
          No picture yet. It appears here as soon as the camera sends one.
        </p>
      ) : (
        <img
          src={picture.url}
          alt={`What ${camera.name} sees`}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            if (naturalHeight > 0) setSeen(naturalWidth / naturalHeight);
          }}
          className="absolute inset-0 size-full"
        />
      )}
      {live}
      {picture !== null && stale && <LastPictureNote at={picture.at} />}
      {children}
    </div>
  );
}

/** Where in `frame` a pointer is, as shares; null while it has no size. */
export function cornerAt({ clientX, clientY }: { clientX: number; clientY: number }, frame: HTMLElement | null): Corner | null {
  const area = frame?.getBoundingClientRect();
  if (!area?.width || !area.height) return null;
  return tidy([(clientX - area.left) / area.width, (clientY - area.top) / area.height]);
}

export function percentage(share: number): string {
  return `${String(Math.round(share * 10_000) / 100)}%`;
}
