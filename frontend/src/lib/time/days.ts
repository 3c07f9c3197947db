import { dateFormat } from "./formats";

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** A calendar day as "2026-03-01", or undefined for what is none. */
export function readDay(text: unknown): string | undefined {
  if (typeof text !== "string" || !DAY_PATTERN.test(text)) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : undefined;
}

/** The instant at which `day` begins in `timeZone` (undefined: the browser's), right through changes of summer time. */
export function startOfDay(day: string, timeZone: string | undefined): Date {
  return instantOf(day, "00:00", timeZone);
}

/** The instant at which the day after `day` begins. */
export function endOfDay(day: string, timeZone: string | undefined): Date {
  return startOfDay(addDays(day, 1), timeZone);
}

/** The calendar day so many days later, or earlier. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The calendar day of `instant` in `timeZone`. */
export function dayOf(instant: number, timeZone: string | undefined): string {
  return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, 10);
}

const TIME_PATTERN = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A clock time as "02:14", or undefined for what is none. */
export function readTime(text: unknown): string | undefined {
  return typeof text === "string" && TIME_PATTERN.test(text) ? text : undefined;
}

/** The instant at which clocks in `timeZone` show `time` on `day`; the first of two when summer time ends. */
export function instantOf(day: string, time: string, timeZone: string | undefined): Date {
  const utc = Date.parse(`${day}T${time}:00Z`);
  const guess = utc - offsetAt(utc, timeZone);
  return new Date(utc - offsetAt(guess, timeZone));
}

/** The clock time of `instant` in `timeZone`, to the minute. */
export function timeOf(instant: number, timeZone: string | undefined): string {
  return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(11, 16);
}

/** How far the clocks of `timeZone` are ahead of UTC at `instant`, in ms. */
function offsetAt(instant: number, timeZone: string | undefined): number {
  const parts = dateFormat("en-US", PARTS, timeZone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const shown = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return shown - Math.floor(instant / 1000) * 1000;
}

const PARTS = {
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
} as const;
