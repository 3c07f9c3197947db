import { queryOptions, useQuery, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export type Accuracy = Schemas["AccuracyOut"];
export type Correction = Schemas["CorrectionOut"];

const ACCURACY_KEY = ["accuracy"] as const;
const DAY_MS = 86_400_000;

function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString();
}

/** `camera`: only its events; undefined: all. */
export function useAccuracy(days: number, camera: string | undefined) {
  return useQuery(
    queryOptions({
      queryKey: [...ACCURACY_KEY, days, camera],
      queryFn: ({ signal }) =>
        bodyOf(api.GET("/api/v1/descriptions/accuracy", { params: { query: { from: daysAgo(days), ...(camera ? { camera_id: camera } : {}) } }, signal })),
    }),
  );
}

/** What models that describe the camera are told of corrections, word for word. */
export function useCorrectionsTold(cameraId: string) {
  return useQuery(
    queryOptions({
      queryKey: [...ACCURACY_KEY, "told", cameraId],
      queryFn: async ({ signal }) =>
        (await bodyOf(api.GET("/api/v1/cameras/{camera_id}/corrections", { params: { path: { camera_id: cameraId } }, signal }))).items,
    }),
  );
}

export function applyToAccuracy(queryClient: QueryClient, { kind }: LiveMessage): void {
  if (kind === "event.feedback" || kind === "event.deleted") void queryClient.invalidateQueries({ queryKey: ACCURACY_KEY });
}
