import { ImageOff } from "lucide-react";
import { useState } from "react";
import type { Schemas } from "@/lib/api/types";
import { Boxes } from "./Boxes";

interface PictureProps {
  frame: Schemas["FrameOut"];
  alt: string;
  withBoxes: boolean;
}

/** A whole frame, never cut nor stretched. */
export function Picture({ frame, alt, withBoxes }: PictureProps) {
  const [broken, setBroken] = useState(false);
  if (broken) {
    return (
      <p className="flex aspect-video w-full flex-col items-center justify-center gap-2 text-quiet">
        <ImageOff aria-hidden="true" size={28} />
        This picture cannot be loaded. It may have been deleted to save space.
      </p>
    );
  }
  return (
    <div
      className="relative mx-auto max-h-[70dvh] max-w-full"
      style={{ aspectRatio: `${String(frame.width)} / ${String(frame.height)}` }}
    >
      <img
        src={frame.url}
        width={frame.width}
        height={frame.height}
        alt={alt}
        className="size-full object-contain"
        onError={() => setBroken(true)}
      />
      {withBoxes && <Boxes boxes={frame.boxes} />}
    </div>
  );
}
