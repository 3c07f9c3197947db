import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { eventListQuery } from "../api/list";
import type { EventQuery } from "../api/keys";
import { useHiddenEvents } from "../api/removals";

/** The events of all fetched pages in one list, without those just deleted or, if asked for unseen ones, just seen. */
export function useEventList(query: EventQuery) {
  const hidden = useHiddenEvents();
  const result = useInfiniteQuery(eventListQuery(query));
  const { data } = result;
  const events = useMemo(
    () =>
      data?.pages.flatMap(({ items }) => items).filter((event) => !hidden.has(event.id) && !(query.unseen && event.seen)),
    [data, hidden, query.unseen],
  );
  return { ...result, events };
}
