import { useRef, useState, type RefObject } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { convertedUrl, nextSource, type ClipSource } from "@/features/events/clipSource";
import type { Schemas } from "@/lib/api/types";
import { ClipPart } from "./ClipPart";

interface ClipProps {
  eventId: string;
  clip: Schemas["ClipOut"];
  poster: string | undefined;
  /** Where it is played, in seconds: kept by the caller, who may take the clip away and bring it back. */
  positionRef: RefObject<number>;
}

/** The recorded seconds, converted where this browser cannot play them; below them, how to take a part along. */
export function Clip({ eventId, clip, poster, positionRef }: ClipProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [source, setSource] = useState<ClipSource>("recorded");
  const [ready, setReady] = useState(false);
  const failed = () => {
    setReady(false);
    setSource(nextSource(source));
  };
  const loaded = (player: HTMLVideoElement) => {
    if (player.videoWidth === 0) return failed();
    if (positionRef.current > 0) player.currentTime = positionRef.current;
    setReady(true);
  };
  if (source === "none") {
    return (
      <div role="alert" className="flex aspect-video w-full flex-col items-center justify-center gap-3 p-4 text-center">
        <p>This browser cannot play the clip. Download it to watch it in another player.</p>
        <Button onClick={() => setSource("recorded")}>Try again</Button>
      </div>
    );
  }
  return (
    <>
      <div className="relative">
        <video
          ref={video}
          src={source === "recorded" ? clip.url : convertedUrl(eventId)}
          poster={poster}
          controls
          playsInline
          preload="metadata"
          aria-label="Clip of this event"
          onError={failed}
          onLoadedMetadata={({ currentTarget }) => loaded(currentTarget)}
          onTimeUpdate={({ currentTarget }) => (positionRef.current = currentTarget.currentTime)}
          className="mx-auto block max-h-[70dvh] w-full bg-black object-contain"
          style={{ aspectRatio: `${String(clip.width)} / ${String(clip.height)}` }}
        />
        <div role="status" className="pointer-events-none absolute inset-x-0 top-0 flex p-2 text-small">
          {source === "converted" && !ready && (
            <span className="inline-flex items-center gap-2 rounded-full bg-black/75 px-3 py-1 font-medium text-white">
              <Spinner />
              Converting the clip for this browser…
            </span>
          )}
        </div>
      </div>
      <ClipPart eventId={eventId} length={clip.duration_seconds} now={() => video.current?.currentTime ?? 0} />
    </>
  );
}
