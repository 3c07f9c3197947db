import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import { detailKey } from "./keys";

export function descriptionsQuery(eventId: string, shown: string) {
  return queryOptions({
    // `shown`: other words mean another version.
    queryKey: [...detailKey(eventId), "descriptions", shown],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/events/{event_id}/descriptions", { params: { path: { event_id: eventId } }, signal })),
  });
}

/** Only administrators get an answer; for others there is no choice. */
export function useDescriberChoice() {
  return useQuery({
    queryKey: ["describers", "list"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/describers", { signal }))).items,
  });
}

export function useDescribeAgain(eventId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["RedescribeIn"]) =>
      bodyOf(api.POST("/api/v1/events/{event_id}/descriptions", { params: { path: { event_id: eventId } }, body })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: detailKey(eventId) }),
  });
}

/** Which of the versions stands on the event; null: the built-in words. */
export function useShowVersion(eventId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (version_id: string | null) =>
      bodyOf(api.PUT("/api/v1/events/{event_id}/descriptions/shown", { params: { path: { event_id: eventId } }, body: { version_id } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: detailKey(eventId) }),
  });
}
