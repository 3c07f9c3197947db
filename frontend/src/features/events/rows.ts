import type { EventItem } from "@/lib/api/types";
import { dayOf, endOfDay, startOfDay } from "@/lib/time/days";

export type Row =
  | { kind: "day"; key: string; at: Date }
  | { kind: "event"; key: string; event: EventItem; position: number };

/** The list as it is drawn: a heading before the first event of each day. `position` counts the events from 1. */
export function rowsOf(events: readonly EventItem[], timeZone: string | undefined): Row[] {
  const rows: Row[] = [];
  let start = Infinity;
  let end = -Infinity;
  events.forEach((event, index) => {
    const instant = Date.parse(event.started_at);
    // Calendars are slow to ask: once a day, not once an event, or a long list stutters at each live update.
    if (!(instant >= start && instant < end)) {
      const day = dayOf(instant, timeZone);
      start = startOfDay(day, timeZone).getTime();
      end = endOfDay(day, timeZone).getTime();
      rows.push({ kind: "day", key: `day ${day}`, at: new Date(instant) });
    }
    rows.push({ kind: "event", key: event.id, event, position: index + 1 });
  });
  return rows;
}
