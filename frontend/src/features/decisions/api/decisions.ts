import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";

const PAGE_SIZE = 50;

/** What opened no event at `cameraId` from `from` to `to` (instants), newest first, page by page. */
export function decisionsQuery(cameraId: string, from: string, to: string) {
  return infiniteQueryOptions({
    queryKey: ["decisions", cameraId, from, to],
    staleTime: 10_000,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET("/api/v1/cameras/{camera_id}/decisions", {
          params: { path: { camera_id: cameraId }, query: { from, to, limit: PAGE_SIZE, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });
}
