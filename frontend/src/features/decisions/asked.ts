import { dayOf, instantOf, readDay, readTime, timeOf } from "@/lib/time/days";

const MINUTE_MS = 60_000;
/** How much around the time that somebody remembers is shown, in minutes. */
export const SPANS = [1, 10, 60, 1440] as const;
export type Span = (typeof SPANS)[number];
const USUAL_SPAN: Span = 10;

/** What is asked, as it stands in the address. Day and time are those of the clocks where the cameras are. */
export interface Asked {
  camera?: string | undefined;
  day?: string | undefined;
  time?: string | undefined;
  minutes?: Span | undefined;
}

/** The time that is meant, to the minute. */
export interface Meant {
  day: string;
  time: string;
  minutes: Span;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A question from an address that anybody may have typed. What is not understood is said to be undefined: the router would
 * else keep it as it was typed. */
export function readAsked({ camera, day, time, minutes }: Record<string, unknown>): Asked {
  return {
    camera: typeof camera === "string" && UUID.test(camera) ? camera : undefined,
    day: readDay(day),
    time: readTime(time),
    minutes: SPANS.find((span) => span === minutes),
  };
}

/** What was left out is now. */
export function meantBy({ day, time, minutes }: Asked, now: number, timeZone: string | undefined): Meant {
  const today = dayOf(now, timeZone);
  return { day: day ?? today, time: time ?? timeOf(now, timeZone), minutes: minutes ?? USUAL_SPAN };
}

/** From when to when: half of the span on each side; a single minute is that very minute, and a day the calendar's. */
export function rangeOf({ day, time, minutes }: Meant, timeZone: string | undefined): { from: Date; to: Date } {
  const begin = instantOf(day, minutes === 1440 ? "00:00" : time, timeZone).getTime();
  const before = minutes === 1 || minutes === 1440 ? 0 : minutes / 2;
  const from = begin - before * MINUTE_MS;
  return { from: new Date(from), to: new Date(from + minutes * MINUTE_MS) };
}
