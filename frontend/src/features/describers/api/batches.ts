import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import { DESCRIBERS_KEY } from "./describers";

export type Batch = Schemas["BatchOut"];
export type BatchChoice = Schemas["BatchIn"];
export type BatchEstimate = Schemas["BatchEstimateOut"];

export const BATCHES_KEY = [...DESCRIBERS_KEY, "batches"] as const;

export function useBatches() {
  return useQuery({
    queryKey: BATCHES_KEY,
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/descriptions/batches", { signal }))).items,
  });
}

/** How many events that would be and what they would cost; nothing is asked. */
export function useEstimate() {
  return useMutation({ mutationFn: (body: BatchChoice) => bodyOf(api.POST("/api/v1/descriptions/batches/estimate", { body })) });
}

export function useStartBatch() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: BatchChoice) => bodyOf(api.POST("/api/v1/descriptions/batches", { body })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: BATCHES_KEY }),
  });
}

export function useCancelBatch() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (batch_id: string) => bodyOf(api.POST("/api/v1/descriptions/batches/{batch_id}/cancel", { params: { path: { batch_id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: BATCHES_KEY }),
  });
}
