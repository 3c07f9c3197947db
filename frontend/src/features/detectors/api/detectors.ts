import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";

export type Detector = Schemas["DetectorOut"];
type Description = Schemas["DetectorDescription"];

export const DETECTORS_KEY = ["detectors"] as const;

export function detectorsQuery() {
  return queryOptions({
    queryKey: DETECTORS_KEY,
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/detectors", { signal }))).items,
  });
}

export function useDetectors() {
  return useQuery(detectorsQuery());
}

export interface NewDetector {
  description: Description;
  model: File;
  /** Its newest picture is what the model is tried on; null: a grey one. */
  cameraId: string | null;
}

/** Describes the detector, then sends its model. One that does not pass leaves nothing behind. */
async function addDetector({ description, model, cameraId }: NewDetector): Promise<Detector> {
  const { name } = await bodyOf(api.POST("/api/v1/detectors", { body: description }));
  try {
    return await bodyOf(
      api.PUT("/api/v1/detectors/{name}/model", {
        params: { path: { name }, query: cameraId === null ? {} : { camera_id: cameraId } },
        headers: { "Content-Type": "application/octet-stream" },
        // The generated type of a binary body is text; the file goes as it is.
        body: model as unknown as string,
        bodySerializer: (body) => body,
      }),
    );
  } catch (error) {
    await api.DELETE("/api/v1/detectors/{name}", { params: { path: { name } } }).catch(() => undefined);
    throw error;
  }
}

export function useAddDetector() {
  return useChange(addDetector);
}

export function useChooseDetector() {
  return useChange(async (name: string) => (await bodyOf(api.PUT("/api/v1/detectors/in-use", { body: { name } }))).items);
}

export function useRemoveDetector() {
  return useChange(async (name: string) => {
    await api.DELETE("/api/v1/detectors/{name}", { params: { path: { name } } });
  });
}

function useChange<Given, Answer>(change: (given: Given) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queryClient.invalidateQueries({ queryKey: DETECTORS_KEY }),
  });
}
