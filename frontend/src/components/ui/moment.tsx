import { describeTime } from "@/lib/time/format";
import { useNow } from "@/lib/time/now";
import { useTimeZone } from "@/lib/time/zone";

/** A time: relative while fresh, absolute after a day; the full time in its title and for screen readers. */
export function Moment({ at, className }: { at: string; className?: string }) {
  const words = describeTime(new Date(at), useNow(), undefined, useTimeZone());
  return (
    <time dateTime={at} title={words.full} className={className}>
      {words.text}
    </time>
  );
}
