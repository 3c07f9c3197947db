import type { EventItem } from "@/lib/api/types";
import { dayNumber } from "@/lib/time/format";

export type Row =
  | { kind: "day"; key: string; at: Date }
  | { kind: "event"; key: string; event: EventItem; position: number };

/** The list as it is drawn: a heading before the first event of each day. `position` counts the events from 1. */
export function rowsOf(events: readonly EventItem[], timeZone: string | undefined): Row[] {
  const rows: Row[] = [];
  const dayOf = dayReader(timeZone);
  let day = NaN;
  events.forEach((event, index) => {
    const at = new Date(event.started_at);
    const its = dayOf(at);
    if (its !== day) {
      day = its;
      rows.push({ kind: "day", key: `day ${String(its)}`, at });
    }
    rows.push({ kind: "event", key: event.id, event, position: index + 1 });
  });
  return rows;
}

/** Zones change at quarter hours only, so one look-up a quarter is enough: thousands of rows stay cheap. */
function dayReader(timeZone: string | undefined): (at: Date) => number {
  const known = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at.getTime() / 900_000);
    const day = known.get(quarter) ?? dayNumber(at, timeZone);
    known.set(quarter, day);
    return day;
  };
}
