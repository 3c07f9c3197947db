import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Narrowed } from "@/features/decisions/asked";
import type { Schemas } from "@/lib/api/types";

export type Reason = Schemas["ReasonOut"];
export type Fate = Schemas["FateOut"];

const PAGE_SIZE = 25;

/** Everything that explains what was told or not of `cameraId` from `from` to `to` (instants), oldest first, page by page.
 * Narrowed to other reasons, the old answer stays until the new one comes. */
export function reasonsQuery(cameraId: string, from: string, to: string, { reason = [], label = [] }: Narrowed = {}) {
  return infiniteQueryOptions({
    queryKey: ["reasons", cameraId, from, to, reason, label],
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET("/api/v1/cameras/{camera_id}/reasons", {
          params: { path: { camera_id: cameraId }, query: { from, to, limit: PAGE_SIZE, cursor: pageParam, reason, label } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });
}
