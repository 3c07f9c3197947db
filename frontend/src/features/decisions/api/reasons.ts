import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";

export type Reason = Schemas["ReasonOut"];
export type Fate = Schemas["FateOut"];

const PAGE_SIZE = 50;

/** Everything that explains what was told or not of `cameraId` from `from` to `to` (instants), oldest first, page by page. */
export function reasonsQuery(cameraId: string, from: string, to: string) {
  return infiniteQueryOptions({
    queryKey: ["reasons", cameraId, from, to],
    staleTime: 10_000,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET("/api/v1/cameras/{camera_id}/reasons", {
          params: { path: { camera_id: cameraId }, query: { from, to, limit: PAGE_SIZE, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });
}
