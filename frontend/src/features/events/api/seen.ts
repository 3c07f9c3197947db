import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { changeEvent, changeEvents } from "./cache";
import { SUMMARY_KEY } from "./keys";

/** One event was looked at. Quiet when it fails: looking again tries again. */
export function useMarkSeen() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.PUT("/api/v1/events/{event_id}/seen", { params: { path: { event_id: id } } }),
    onSuccess: (_, id) => {
      changeEvent(queryClient, id, () => ({ seen: true }));
      void queryClient.invalidateQueries({ queryKey: SUMMARY_KEY });
    },
  });
}

/** Everything that started at or before `until` was looked at; later events stay unseen. */
export function useMarkAllSeen() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (until: string) => api.POST("/api/v1/events/seen", { body: { until } }),
    onSuccess: async (_, until) => {
      const end = Date.parse(until);
      changeEvents(queryClient, (event) => (!event.seen && Date.parse(event.started_at) <= end ? { seen: true } : null));
      await queryClient.invalidateQueries({ queryKey: SUMMARY_KEY });
    },
  });
}
