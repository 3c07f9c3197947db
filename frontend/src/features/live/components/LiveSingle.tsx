import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button, IconButton } from "@/components/ui/button";
import type { StreamName } from "../choose";
import { toggleFullScreen } from "../fullScreen";
import { LivePicture } from "./LivePicture";

interface LiveSingleProps {
  camera: { id: string; name: string; instead: ReactNode; before: ReactNode };
  shape: number | undefined;
  /** Whether there is a small picture to choose. */
  hasSub: boolean;
  /** Which of how many: "2 of 4". */
  place: string;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  onClose: () => void;
}

const STREAMS: readonly { value: StreamName; label: string }[] = [
  { value: "main", label: "Large picture" },
  { value: "sub", label: "Small picture" },
];

/** One camera, large. Keys: arrows for the next one, F for full screen, M for sound, Escape back to all. */
export function LiveSingle({ camera, shape, hasSub, place, onPrevious, onNext, onClose }: LiveSingleProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [stream, setStream] = useState<StreamName>("main");

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, select, textarea, [role=menu], [role=dialog]");
      if (event.altKey || event.ctrlKey || event.metaKey || typing) return;
      const group = frame.current?.querySelector("[role=group]") ?? null;
      if (event.key === "f") toggleFullScreen(group);
      else if (event.key === "m") group?.querySelector<HTMLButtonElement>("button[data-sound]")?.click();
      // In full screen the browser's own Escape leads out of it.
      else if (event.key === "Escape" && !document.fullscreenElement) onClose();
      else if (event.key === "ArrowLeft" && onPrevious) onPrevious();
      else if (event.key === "ArrowRight" && onNext) onNext();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [onClose, onNext, onPrevious]);

  return (
    <div className="flex flex-col gap-3">
      <div ref={frame}>
        {camera.instead ?? (
          <LivePicture key={camera.id} cameraId={camera.id} cameraName={camera.name} shape={shape} stream={hasSub ? stream : "main"} before={camera.before} />
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {/* At the end they stay where the focus is. */}
        <IconButton label="Previous camera" look="plain" aria-disabled={!onPrevious} onClick={onPrevious}>
          <ChevronLeft aria-hidden="true" size={20} />
        </IconButton>
        <IconButton label="Next camera" look="plain" aria-disabled={!onNext} onClick={onNext}>
          <ChevronRight aria-hidden="true" size={20} />
        </IconButton>
        <p role="status" className="text-small text-quiet">
          <span className="sr-only">{camera.name}, </span>
          {place}
        </p>
        {hasSub && (
          <div role="group" aria-label="Which picture" className="flex gap-2">
            {STREAMS.map(({ value, label }) => (
              <Button
                key={value}
                aria-pressed={stream === value}
                onClick={() => setStream(value)}
                className="aria-pressed:border-accent aria-pressed:bg-accent-soft"
              >
                {label}
              </Button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
