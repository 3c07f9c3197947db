import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import { keepCamera } from "./apply";
import { snapshotQuery } from "./lastPicture";

/** Sets what is black in everything of a camera. The picture that is shown from before goes at once. */
export function useMaskCamera(cameraId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["PrivacyChangeIn"]) =>
      bodyOf(api.PUT("/api/v1/cameras/{camera_id}/privacy", { params: { path: { camera_id: cameraId } }, body })),
    onSuccess: (camera) => {
      queryClient.removeQueries({ queryKey: snapshotQuery(cameraId).queryKey });
      keepCamera(queryClient, camera);
    },
  });
}
