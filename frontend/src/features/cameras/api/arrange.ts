import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Camera, Schemas } from "@/lib/api/types";
import { keepCamera } from "./apply";
import { CAMERAS_KEY } from "./cameras";

/** The order of all cameras, shown at once and taken back when the server refuses it. */
export function useOrderCameras() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (camera_ids: string[]) => bodyOf(api.PUT("/api/v1/cameras/order", { body: { camera_ids } })),
    onMutate: (ids) => {
      const place = new Map(ids.map((id, position) => [id, position]));
      queryClient.setQueryData<Camera[]>(CAMERAS_KEY, (cameras) =>
        cameras
          ?.map((camera) => ({ ...camera, position: place.get(camera.id) ?? ids.length }))
          .sort((one, other) => one.position - other.position),
      );
    },
    onSuccess: ({ items }) => queryClient.setQueryData<Camera[]>(CAMERAS_KEY, items),
    onError: () => queryClient.invalidateQueries({ queryKey: CAMERAS_KEY, exact: true }),
  });
}

/** The same for several cameras, in one request. */
export function useChangeCameras() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["BulkIn"]) => bodyOf(api.POST("/api/v1/cameras/changes", { body })),
    onSuccess: ({ items }) => items.forEach(({ camera }) => camera && keepCamera(queryClient, camera)),
  });
}
