import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import { keepCamera } from "./apply";

/** It stays connected and live, and tells nothing. An empty body: until it is resumed. */
export function usePauseCamera(cameraId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["PauseIn"]) =>
      bodyOf(api.PUT("/api/v1/cameras/{camera_id}/pause", { params: { path: { camera_id: cameraId } }, body })),
    onSuccess: (camera) => keepCamera(queryClient, camera),
  });
}

export function useResumeCamera(cameraId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.DELETE("/api/v1/cameras/{camera_id}/pause", { params: { path: { camera_id: cameraId } } })),
    onSuccess: (camera) => keepCamera(queryClient, camera),
  });
}
