import { sinceTime } from "@/lib/time/format";
import { useNow } from "@/lib/time/now";
import { useTimeZone } from "@/lib/time/zone";

/** How a picture looks that is not of now. */
export const STALE_LOOK = "opacity-50 grayscale";

/** Says from when a picture is that is not of now; lies over it. */
export function LastPictureNote({ at }: { at: string }) {
  const time = sinceTime(new Date(at), useNow(), undefined, useTimeZone());
  return (
    <p className="pointer-events-none absolute right-2 bottom-2 rounded-full bg-black/75 px-3 py-1 text-small font-medium text-white">
      Last picture <time dateTime={at}>{time}</time>
    </p>
  );
}
