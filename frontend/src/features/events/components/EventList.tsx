import { defaultRangeExtractor, useWindowVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { EventItem } from "@/lib/api/types";
import { dayHeading } from "@/lib/time/format";
import { useNow } from "@/lib/time/now";
import { useTimeZone } from "@/lib/time/zone";
import { recallHeights, rememberHeights } from "@/features/events/heights";
import { rowsOf, type Row } from "@/features/events/rows";
import { EventCard } from "./EventCard";

const DAY_PX = 48;
const CARD_PX = 136;
const GAP_PX = 8;
const AHEAD = 8;

interface EventListProps {
  events: readonly EventItem[];
  /** More pages can be fetched: then the number of events is not known. */
  hasMore: boolean;
  /** The end of what was fetched is near. */
  onEndNear: () => void;
  /** Names the list, so that coming back finds the same heights and with them the same place. */
  listName: string;
}

/** Days with their events; only what is on screen stands in the document, however long the list is. */
export function EventList({ events, hasMore, onEndNear, listName }: EventListProps) {
  const timeZone = useTimeZone();
  const now = useNow();
  const rows = useMemo(() => rowsOf(events, timeZone), [events, timeZone]);
  const { list, virtualizer, onFocus, onBlur } = useVirtualRows(rows, listName);
  const shown = virtualizer.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;

  useEffect(() => {
    if (hasMore && last >= rows.length - AHEAD) onEndNear();
  }, [hasMore, last, rows.length, onEndNear]);

  return (
    <div
      ref={list}
      role="presentation"
      onFocus={onFocus}
      onBlur={onBlur}
      className="relative"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {shown.map(({ index, key, start }) => {
        const row = rows[index];
        return (
          row && (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${String(start - virtualizer.options.scrollMargin)}px)` }}
            >
              {row.kind === "day" ? (
                <h2 className="pt-4 pb-1 text-sentence font-semibold">{dayHeading(row.at, now, undefined, timeZone)}</h2>
              ) : (
                <EventCard event={row.event} position={row.position} total={hasMore ? -1 : events.length} />
              )}
            </div>
          )
        );
      })}
    </div>
  );
}

function useVirtualRows(rows: readonly Row[], listName: string) {
  const list = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  const [focused, setFocused] = useState<string | null>(null);
  const focusedIndex = focused === null ? -1 : rows.findIndex(({ key }) => key === focused);

  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    // Stable while the rows are: a new function makes the virtualizer measure all rows anew.
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    estimateSize: useCallback((index: number) => (rows[index]?.kind === "day" ? DAY_PX : CARD_PX), [rows]),
    gap: GAP_PX,
    overscan: AHEAD,
    scrollMargin: margin,
    initialMeasurementsCache: recallHeights(listName),
    // What has the focus stays in the document, else the focus would be lost by scrolling.
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range);
        if (focusedIndex < 0 || indexes.includes(focusedIndex)) return indexes;
        return [...indexes, focusedIndex].sort((a, b) => a - b);
      },
      [focusedIndex],
    ),
  });

  useLayoutEffect(() => {
    setMargin((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, []);
  useEffect(() => () => rememberHeights(listName, virtualizer.takeSnapshot()), [listName, virtualizer]);

  return {
    list,
    virtualizer,
    onFocus: ({ target }: { target: Element }) => {
      const index = Number(target.closest("[data-index]")?.getAttribute("data-index") ?? -1);
      setFocused(rows[index]?.key ?? null);
    },
    onBlur: () => setFocused(null),
  };
}
