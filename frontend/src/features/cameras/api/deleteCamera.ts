import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { dropCamera } from "./apply";

export function useDeleteCamera(cameraId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.DELETE("/api/v1/cameras/{camera_id}", { params: { path: { camera_id: cameraId } } }),
    onSuccess: () => dropCamera(queryClient, cameraId),
  });
}
