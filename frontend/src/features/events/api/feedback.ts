import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Rating } from "@/components/events/FeedbackButtons";
import { api, bodyOf } from "@/lib/api/client";
import type { Feedback } from "@/lib/api/types";
import { changeEvent, knownEvent } from "./cache";

/** Rates an event, or with null takes the rating back. Shown at once; what was there before returns when it fails. */
export function useFeedback(id: string) {
  const queryClient = useQueryClient();
  const path = { event_id: id };
  const show = (feedback: Feedback | null) => changeEvent(queryClient, id, () => ({ feedback }));
  return useMutation({
    mutationFn: async (rating: Rating | null): Promise<Feedback | null> => {
      if (rating) return bodyOf(api.PUT("/api/v1/events/{event_id}/feedback", { params: { path }, body: rating }));
      await api.DELETE("/api/v1/events/{event_id}/feedback", { params: { path } });
      return null;
    },
    onMutate: (rating) => {
      const before = knownEvent(queryClient, id)?.feedback ?? null;
      show(rating && { mistake: null, said: null, ...rating, updated_at: new Date().toISOString() });
      return { before };
    },
    onError: (_, __, context) => show(context?.before ?? null),
    onSuccess: show,
  });
}
