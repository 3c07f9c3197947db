import { isReasonName, type ReasonName } from "./words";
import { addDays, dayOf, endOfDay, instantOf, readDay, readTime, startOfDay, timeOf } from "@/lib/time/days";

const MINUTE_MS = 60_000;
/** How much around the time that somebody remembers is shown, in minutes. */
export const SPANS = [1, 10, 60, 1440, 10_080] as const;
export type Span = (typeof SPANS)[number];
const USUAL_SPAN: Span = 60;
const DAY = 1440;
const WEEK_DAYS = 7;

const LONGEST_LABEL = 64;

/** What is shown of what was found. Nothing: everything. */
export interface Narrowed {
  reason?: ReasonName[] | undefined;
  /** Only events, and what was let go, of these. */
  label?: string[] | undefined;
}

/** What is asked, as it stands in the address. Day and time are those of the clocks where the cameras are. */
export interface Asked extends Narrowed {
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
export function readAsked({ camera, day, time, minutes, reason, label }: Record<string, unknown>): Asked {
  return {
    camera: typeof camera === "string" && UUID.test(camera) ? camera : undefined,
    day: readDay(day),
    time: readTime(time),
    minutes: SPANS.find((span) => span === minutes),
    reason: some(texts(reason).filter(isReasonName)),
    label: some(texts(label).filter((each) => each !== "" && each.length <= LONGEST_LABEL)),
  };
}

function texts(value: unknown): string[] {
  const several: unknown[] = Array.isArray(value) ? value : [value];
  return [...new Set(several.filter((each) => typeof each === "string"))];
}

/** Undefined for nothing, so that addresses stay short. */
export function some<T>(chosen: readonly T[] | undefined): T[] | undefined {
  return chosen === undefined || chosen.length === 0 ? undefined : [...chosen];
}

/** Where nothing is said, the last hour. */
export function meantBy({ day, time, minutes = USUAL_SPAN }: Asked, now: number, timeZone: string | undefined): Meant {
  // The minute that goes on is part of it.
  const middle = now + MINUTE_MS - (minutes < DAY ? (minutes / 2) * MINUTE_MS : MINUTE_MS);
  return { day: day ?? dayOf(middle, timeZone), time: time ?? timeOf(middle, timeZone), minutes };
}

/** From when to when: half of the span on each side; a single minute is that very minute, a day the calendar's, and a week
 * the seven days that end with it. */
export function rangeOf({ day, time, minutes }: Meant, timeZone: string | undefined): { from: Date; to: Date } {
  if (minutes > DAY) return { from: startOfDay(addDays(day, 1 - WEEK_DAYS), timeZone), to: endOfDay(day, timeZone) };
  const begin = instantOf(day, minutes === DAY ? "00:00" : time, timeZone).getTime();
  const before = minutes === 1 || minutes === DAY ? 0 : minutes / 2;
  const from = begin - before * MINUTE_MS;
  return { from: new Date(from), to: new Date(from + minutes * MINUTE_MS) };
}

/** The next larger span; undefined: there is none. */
export function wider(minutes: Span): Span | undefined {
  return SPANS.find((span) => span > Math.max(minutes, 10));
}
