import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import { keepCamera } from "./apply";

/** Changes name, source or whether it is watched; what is left out stays. */
export function useEditCamera(cameraId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["CameraPatch"]) =>
      bodyOf(api.PATCH("/api/v1/cameras/{camera_id}", { params: { path: { camera_id: cameraId } }, body })),
    onSuccess: (camera) => keepCamera(queryClient, camera),
  });
}
