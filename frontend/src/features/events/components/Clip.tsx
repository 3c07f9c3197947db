import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Schemas } from "@/lib/api/types";

interface ClipProps {
  clip: Schemas["ClipOut"];
  poster: string | undefined;
}

/** The recorded seconds; a browser that cannot play them gets the file instead. */
export function Clip({ clip, poster }: ClipProps) {
  const [failed, setFailed] = useState(false);
  if (failed) {
    return (
      <div role="alert" className="flex aspect-video w-full flex-col items-center justify-center gap-3 p-4 text-center">
        <p>This browser cannot play the clip. Download it to watch it in another player.</p>
        <Button onClick={() => setFailed(false)}>Try again</Button>
      </div>
    );
  }
  return (
    <video
      src={clip.url}
      poster={poster}
      controls
      playsInline
      preload="metadata"
      aria-label="Clip of this event"
      onError={() => setFailed(true)}
      className="mx-auto block max-h-[70dvh] w-full bg-black object-contain"
      style={{ aspectRatio: `${String(clip.width)} / ${String(clip.height)}` }}
    />
  );
}
