import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import { DESCRIBERS_KEY } from "./describers";

export type CameraPrompt = Schemas["CameraPromptOut"];
export type PromptTrial = Schemas["PromptTrialOut"];

/** What was told of the camera, newest first. */
export function useCameraPrompts(cameraId: string) {
  return useQuery(
    queryOptions({
      queryKey: [...DESCRIBERS_KEY, "prompts", cameraId],
      queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/cameras/{camera_id}/prompts", { params: { path: { camera_id: cameraId } }, signal }))).items,
    }),
  );
}

export function useRestorePrompt(cameraId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (promptId: string) =>
      bodyOf(api.POST("/api/v1/cameras/{camera_id}/prompts/{prompt_id}/restore", { params: { path: { camera_id: cameraId, prompt_id: promptId } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: DESCRIBERS_KEY }),
  });
}

/** Describes one past event with another text: nothing of it is kept but its cost. */
export function useTryPrompt(cameraId: string) {
  return useMutation({
    mutationFn: (body: Schemas["PromptTrialIn"]) =>
      bodyOf(api.POST("/api/v1/cameras/{camera_id}/prompts/trial", { params: { path: { camera_id: cameraId } }, body })),
  });
}
