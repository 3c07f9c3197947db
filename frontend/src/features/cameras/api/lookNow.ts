import { useMutation } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";

/** Has what the camera sees now described, as an event; the live updates bring it into the lists. */
export function useLookNow(cameraId: string) {
  return useMutation({
    mutationFn: () =>
      bodyOf(api.POST("/api/v1/cameras/{camera_id}/describe", { params: { path: { camera_id: cameraId } } })),
  });
}
