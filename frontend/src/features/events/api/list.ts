import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import { listKey, type EventQuery } from "./keys";

const PAGE_SIZE = 50;

/** Events, newest first, page by page. Live updates keep what was fetched true, so it never goes stale by itself. */
export function eventListQuery(query: EventQuery) {
  return infiniteQueryOptions({
    queryKey: listKey(query),
    staleTime: Infinity,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(api.GET("/api/v1/events", { params: { query: { ...query, limit: PAGE_SIZE, cursor: pageParam } }, signal })),
    getNextPageParam: (page) => page.next_cursor,
  });
}
