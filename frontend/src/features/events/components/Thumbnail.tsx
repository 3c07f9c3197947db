import { ImageOff } from "lucide-react";
import { useState } from "react";
import type { EventItem } from "@/lib/api/types";
import { classes } from "@/lib/text/classes";

/** The event's picture at 16:9, cut so that the subject stays in view. Decoration: the sentence beside it says it all. */
export function Thumbnail({ event, className }: { event: Pick<EventItem, "thumbnail" | "focus">; className?: string }) {
  const [broken, setBroken] = useState<string | null>(null);
  const { thumbnail, focus } = event;
  const frame = classes("aspect-video shrink-0 overflow-hidden rounded-card bg-sunken", className);
  if (thumbnail === null || broken === thumbnail.url) {
    return (
      <span className={classes(frame, "flex items-center justify-center text-quiet")}>
        <ImageOff aria-hidden="true" size={22} />
      </span>
    );
  }
  return (
    <img
      src={thumbnail.url}
      width={thumbnail.width}
      height={thumbnail.height}
      alt=""
      decoding="async"
      onError={() => setBroken(thumbnail.url)}
      className={classes(frame, "object-cover")}
      style={{ objectPosition: `${String(focus.x * 100)}% ${String(focus.y * 100)}%` }}
    />
  );
}
