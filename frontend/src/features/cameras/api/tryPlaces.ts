import { useMutation } from "@tanstack/react-query";
import type { RulesDraft } from "@/features/cameras/watch/rules";
import { rulesOf } from "@/features/cameras/watch/rules";
import { api, bodyOf } from "@/lib/api/client";

/** Which stored events of the last days a draft would have told. Nothing is saved. */
export function useTryPlaces(cameraId: string) {
  return useMutation({
    mutationFn: (draft: RulesDraft) =>
      bodyOf(
        api.POST("/api/v1/cameras/{camera_id}/zones/trial", { params: { path: { camera_id: cameraId } }, body: rulesOf(draft) }),
      ),
  });
}
