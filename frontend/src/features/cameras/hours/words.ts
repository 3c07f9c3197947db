import type { Schemas } from "@/lib/api/types";
import { pageLocale } from "@/lib/time/locale";

export type WeeklyRange = Schemas["WeeklyRangeOut"];
export type Day = WeeklyRange["days"][number];

export const DAYS: readonly { day: Day; short: string; long: string }[] = [
  { day: "mon", short: "Mon", long: "Monday" },
  { day: "tue", short: "Tue", long: "Tuesday" },
  { day: "wed", short: "Wed", long: "Wednesday" },
  { day: "thu", short: "Thu", long: "Thursday" },
  { day: "fri", short: "Fri", long: "Friday" },
  { day: "sat", short: "Sat", long: "Saturday" },
  { day: "sun", short: "Sun", long: "Sunday" },
];
const MIDNIGHT = "00:00";

export function isAllDay({ begins, ends }: Pick<WeeklyRange, "begins" | "ends">): boolean {
  return begins === MIDNIGHT && ends === MIDNIGHT;
}

/** When a camera watches, as one plain sentence without a full stop: "Mon–Fri 22:00–06:00, all day Sat and Sun". */
export function sayHours(ranges: readonly WeeklyRange[], locale?: string): string {
  if (ranges.length === 0) return "Always";
  const sentence = ranges.map((range) => sayRange(range, locale)).join(", ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function sayRange(range: WeeklyRange, locale: string | undefined): string {
  const days = sayDays(range.days);
  const begins = clock(range.begins, locale);
  if (isAllDay(range)) return `all day ${days}`;
  if (range.begins === range.ends) return `${days} from ${begins} for a whole day`;
  return `${days} ${begins}–${clock(range.ends, locale)}`;
}

/** "every day", "Mon–Fri", "Mon, Wed and Fri". */
export function sayDays(days: readonly Day[]): string {
  if (days.length === DAYS.length) return "every day";
  const runs: string[][] = [];
  DAYS.forEach(({ day, short }, number) => {
    if (!days.includes(day)) return;
    const before = DAYS[number - 1];
    if (before && days.includes(before.day)) runs.at(-1)?.push(short);
    else runs.push([short]);
  });
  const names = runs.flatMap((run) => (run.length > 2 ? [`${run[0] ?? ""}–${run.at(-1) ?? ""}`] : run));
  const last = names.pop() ?? "";
  return names.length > 0 ? `${names.join(", ")} and ${last}` : last;
}

/** "22:00" as clocks are read by this browser. */
export function clock(time: string, locale: string = pageLocale()): string {
  const at = Date.parse(`2000-01-01T${time}:00Z`);
  return new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" }).format(at);
}

const DAY_MINUTES = 24 * 60;

/** From where to where a bar goes on one day, as shares of it. */
export interface Bar {
  from: number;
  to: number;
}

/** What is watched on `day`, the end of the night before included. */
export function barsOn(day: Day, ranges: readonly WeeklyRange[]): Bar[] {
  const number = DAYS.findIndex((each) => each.day === day);
  const before = DAYS[(number + DAYS.length - 1) % DAYS.length]?.day;
  const bars: Bar[] = [];
  for (const { days, begins, ends } of ranges) {
    const [from, to] = [share(begins), share(ends)];
    const overnight = to <= from;
    if (days.includes(day)) bars.push({ from, to: overnight ? 1 : to });
    if (overnight && to > 0 && before && days.includes(before)) bars.push({ from: 0, to });
  }
  return bars;
}

function share(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) / DAY_MINUTES;
}
