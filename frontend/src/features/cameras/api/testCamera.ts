import { useMutation } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";

/** Opens a source once, before it is saved. No picture is an answer with `ok` false, not an error. */
export function useTestCamera() {
  return useMutation({
    mutationFn: (body: Schemas["CameraTestIn"]) => bodyOf(api.POST("/api/v1/cameras/test", { body })),
  });
}
