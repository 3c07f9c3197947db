import { dateFormat } from "./formats";
import { pageLocale } from "./locale";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface TimeWords {
  /** "2 min. ago" while fresh, "3 Mar, 14:05" after a day. */
  text: string;
  /** Always the full time with its zone, for titles and screen readers. */
  full: string;
}

/** How a moment reads at `now`. `locale` undefined: the page's; `timeZone` undefined: the browser's. */
export function describeTime(at: Date, now: Date, locale: string = pageLocale(), timeZone?: string): TimeWords {
  const full = dateFormat(locale, { dateStyle: "full", timeStyle: "long" }, timeZone).format(at);
  const age = now.getTime() - at.getTime();
  if (age >= DAY || age <= -MINUTE) return { text: absolute(at, now, locale, timeZone), full };
  return { text: relative(Math.max(0, age), locale), full };
}

function relative(age: number, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  if (age < 45 * SECOND) return words.format(0, "second");
  if (age < HOUR) return words.format(-Math.max(1, Math.round(age / MINUTE)), "minute");
  return words.format(-Math.floor(age / HOUR), "hour");
}

function absolute(at: Date, now: Date, locale: string = pageLocale(), timeZone?: string): string {
  const sameYear = at.getFullYear() === now.getFullYear();
  const year = sameYear ? {} : ({ year: "numeric" } as const);
  const words = { day: "numeric", month: "short", ...year, ...clock(locale) } as const;
  return dateFormat(locale, words, timeZone).format(at);
}

/** "09:05" where the clock has 24 hours, "9:05 AM" where it has twelve. */
export function clock(locale: string = pageLocale()): { hour: "numeric" | "2-digit"; minute: "2-digit" } {
  const twelve = dateFormat(locale, { hour: "numeric" }).resolvedOptions().hour12;
  return { hour: twelve ? "numeric" : "2-digit", minute: "2-digit" };
}

/** The clock time only, for rows under a day heading. */
export function clockTime(at: Date, locale: string = pageLocale(), timeZone?: string): string {
  return dateFormat(locale, clock(locale), timeZone).format(at);
}

/** The clock time with seconds, for what lasts few of them. */
export function exactTime(at: Date, locale: string = pageLocale(), timeZone?: string): string {
  return dateFormat(locale, { timeStyle: "medium" }, timeZone).format(at);
}

/** "22:00" in a sentence of the server; not a part of an address, of a number or of a time with seconds. */
const WRITTEN_TIME = /(?<![\w:.])(?:[01]\d|2[0-4]):[0-5]\d(?!\w|:\d)/g;

/** A sentence of the server, whose clock has 24 hours, with its times as all others on the page read. */
export function onThisClock(sentence: string, locale: string = pageLocale()): string {
  return sentence.replace(WRITTEN_TIME, (time) => {
    const at = Date.UTC(2000, 0, 1, Number(time.slice(0, 2)), Number(time.slice(3)));
    return dateFormat(locale, clock(locale), "UTC").format(at).replaceAll(" ", " ");
  });
}

/** Day and clock time, for what spans several days: "Tue, 3 Mar, 14:05". */
export function dayTime(at: Date, locale: string = pageLocale(), timeZone?: string): string {
  const words = { weekday: "short", day: "numeric", month: "short", ...clock(locale) } as const;
  return dateFormat(locale, words, timeZone).format(at);
}

/** Since when, inside a sentence: the clock time today, with its day before. */
export function sinceTime(at: Date, now: Date, locale: string = pageLocale(), timeZone?: string): string {
  const today = dayNumber(at, timeZone) === dayNumber(now, timeZone);
  return today ? clockTime(at, locale, timeZone) : absolute(at, now, locale, timeZone);
}

/** A day's heading: "Today", "Yesterday", else "Tuesday 3 March". */
export function dayHeading(at: Date, now: Date, locale: string = pageLocale(), timeZone?: string): string {
  const distance = dayNumber(at, timeZone) - dayNumber(now, timeZone);
  if (distance === 0 || distance === -1) {
    const word = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(distance, "day");
    return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
  }
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return dateFormat(locale, { weekday: "long", day: "numeric", month: "long", ...year }, timeZone).format(at);
}

/** Days since 1970 of the calendar day in `timeZone`. */
export function dayNumber(at: Date, timeZone?: string): number {
  const day = dateFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" }, timeZone);
  return Date.parse(day.format(at)) / DAY;
}

/** "9 s", "2 min 5 s", "1 h 3 min". */
export function durationWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${String(whole)} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${String(minutes)} min` : `${String(minutes)} min ${String(whole % 60)} s`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${String(hours)} h` : `${String(hours)} h ${String(minutes % 60)} min`;
}
