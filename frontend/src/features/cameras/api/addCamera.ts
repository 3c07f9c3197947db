import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import { keepCamera } from "./apply";

export function useAddCamera() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["CameraIn"]) => bodyOf(api.POST("/api/v1/cameras", { body })),
    onSuccess: (camera) => keepCamera(queryClient, camera),
  });
}
