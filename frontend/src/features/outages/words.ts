import type { Outage } from "@/lib/api/types";
import { clockTime, dayNumber, sinceTime } from "@/lib/time/format";
import { pageLocale } from "@/lib/time/locale";

/** Where and when a sentence is read. */
export interface Reading {
  now: Date;
  timeZone: string | undefined;
}

/** "from 14:02 to 14:31"; the day is said where it is not today, and once. */
export function whenWords({ began_at, ended_at }: Outage, { now, timeZone }: Reading): string {
  const from = new Date(began_at);
  const since = sinceTime(from, now, undefined, timeZone);
  if (ended_at === null) return `since ${since}`;
  const to = new Date(ended_at);
  const sameDay = dayNumber(from, timeZone) === dayNumber(to, timeZone);
  const until = sameDay ? clockTime(to, undefined, timeZone) : sinceTime(to, now, undefined, timeZone);
  const one = clockTime(from, undefined, timeZone) === clockTime(to, undefined, timeZone) && sameDay;
  return one ? `at ${since}` : `from ${since} to ${until}`;
}

function timesWords(times: number): string {
  return times === 1 ? "for a few seconds" : `${times.toLocaleString(pageLocale())} times for a few seconds`;
}

/** On a camera's own page: "Blind from 14:02 to 14:31: the camera did not answer." */
export function entrySentence(outage: Outage, reading: Reading): string {
  const when = whenWords(outage, reading);
  if (outage.kind === "flaps") return `Lost ${timesWords(outage.times)} ${when}.`;
  return `${outage.kind === "not-running" ? "Not watched" : "Blind"} ${when}: ${outage.why}.`;
}

/** With the camera: "Front door was blind from 14:02 to 14:31: the camera did not answer." `names`: who shared it. */
export function newsSentence(outage: Outage, names: readonly string[], reading: Reading): string {
  const who = new Intl.ListFormat("en", { type: "conjunction" }).format(names);
  const verb = outage.ended_at === null ? "been " : "";
  const [one, many] = outage.ended_at === null ? ["has", "have"] : ["was", "were"];
  const what = outage.kind === "not-running" ? "not watched" : "blind";
  return `${who} ${names.length > 1 ? many : one} ${verb}${what} ${whenWords(outage, reading)}: ${outage.why}.`;
}

export interface News {
  outage: Outage;
  names: string[];
}

/** Cameras that were not watched for the same time, since ArgusAI did not run, are told of together. */
export function together(outages: readonly Outage[]): News[] {
  const news = new Map<string, News>();
  for (const outage of outages) {
    const key = outage.kind === "not-running" ? `${outage.began_at} ${outage.ended_at ?? ""}` : outage.id;
    const same = news.get(key);
    if (same) same.names.push(outage.camera_name);
    else news.set(key, { outage, names: [outage.camera_name] });
  }
  return [...news.values()];
}
