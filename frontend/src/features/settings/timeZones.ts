import { clock } from "@/lib/time/format";
import { pageLocale } from "@/lib/time/locale";

let known: readonly string[] | undefined;

/** Every zone that the browser knows, "UTC" among them. */
function timeZones(): readonly string[] {
  known ??= [...new Set(["UTC", "Etc/UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
  return known;
}

/** Zones that hold every word of `text`, those with a city beginning with it first: "york" finds America/New_York. */
export function searchTimeZones(text: string): string[] {
  const words = text.toLowerCase().split(/[\s/_,]+/).filter(Boolean);
  const matches = timeZones().filter((zone) => words.every((word) => zone.toLowerCase().includes(word)));
  const first = words[0] ?? "";
  const begins = (zone: string) => zone.toLowerCase().split(/[/_]/).some((part) => part.startsWith(first));
  return first === "" ? matches : [...matches.filter(begins), ...matches.filter((zone) => !begins(zone))];
}

/** What the clocks of `zone` show at `now`, or null for a zone that the browser does not know. */
export function clockIn(zone: string, now: Date): string | null {
  try {
    return new Intl.DateTimeFormat(pageLocale(), { timeZone: zone, ...clock() }).format(now);
  } catch {
    return null;
  }
}
