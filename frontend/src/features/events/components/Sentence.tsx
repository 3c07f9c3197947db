import type { EventItem } from "@/lib/api/types";
import { directionOf } from "@/lib/text/direction";

/** The description, read out in its own language. */
export function Sentence({ description }: Pick<EventItem, "description">) {
  return (
    <span lang={description.language} dir={directionOf(description.language)}>
      {description.text}
    </span>
  );
}
