import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import { detailKey } from "./keys";

export type Question = Schemas["QuestionOut"];
export type WhyNot = Schemas["QuestionsOut"]["why_not"];

export function questionsKey(eventId: string) {
  return [...detailKey(eventId), "questions"] as const;
}

export function questionsQuery(eventId: string) {
  return queryOptions({
    queryKey: questionsKey(eventId),
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/events/{event_id}/questions", { params: { path: { event_id: eventId } }, signal })),
  });
}

function useChange<Given>(eventId: string, mutationFn: (given: Given) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queryClient.invalidateQueries({ queryKey: questionsKey(eventId) }) });
}

export const useAsk = (eventId: string) =>
  useChange(eventId, (question: string) =>
    bodyOf(api.POST("/api/v1/events/{event_id}/questions", { params: { path: { event_id: eventId } }, body: { question } })),
  );

export const useAskAgain = (eventId: string) =>
  useChange(eventId, (question_id: string) =>
    bodyOf(api.POST("/api/v1/events/{event_id}/questions/{question_id}/again", { params: { path: { event_id: eventId, question_id } } })),
  );

export const useRemoveQuestion = (eventId: string) =>
  useChange(eventId, (question_id: string) =>
    api.DELETE("/api/v1/events/{event_id}/questions/{question_id}", { params: { path: { event_id: eventId, question_id } } }),
  );
