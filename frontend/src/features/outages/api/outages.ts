import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Outage } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export const OUTAGES_KEY = ["outages"] as const;
const PAGE_SIZE = 30;
/** As many as one page holds; of a day there are seldom more than a handful. */
const MOST = 200;

/** When a camera was not seen, newest first, page by page. */
export function outageHistoryQuery(cameraId: string) {
  return infiniteQueryOptions({
    queryKey: [...OUTAGES_KEY, "of", cameraId],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET("/api/v1/cameras/{camera_id}/outages", {
          params: { path: { camera_id: cameraId }, query: { limit: PAGE_SIZE, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** What this person was told of and has not looked at. */
export function unseenOutagesQuery() {
  return queryOptions({
    queryKey: [...OUTAGES_KEY, "unseen"],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET("/api/v1/outages", { params: { query: { unseen: true, limit: MOST } }, signal }))).items,
  });
}

/** These were looked at; what is told later is new. */
export function useMarkOutagesSeen() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (outages: readonly Outage[]) =>
      api.POST("/api/v1/outages/seen", { body: { news: Math.max(0, ...outages.map(({ news }) => news ?? 0)) } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: OUTAGES_KEY }),
  });
}

/** Which lists hold an outage, the server knows best; there are few of them. */
export function applyToOutages(queryClient: QueryClient, { kind }: LiveMessage): void {
  if (kind === "outage.began" || kind === "outage.ended" || kind === "outage.changed" || kind === "outages.seen" || kind === "camera.deleted") {
    void queryClient.invalidateQueries({ queryKey: OUTAGES_KEY });
  }
}
