import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";

/** The newest picture of a camera. It stays known while the camera is away: the server forgets it then. */
export function snapshotQuery(cameraId: string) {
  return queryOptions({
    queryKey: ["cameras", "picture", cameraId],
    gcTime: Infinity,
    staleTime: 0,
    retry: false,
    queryFn: async ({ signal }) => {
      const path = { camera_id: cameraId };
      const jpeg: unknown = await bodyOf(
        api.GET("/api/v1/cameras/{camera_id}/snapshot", { params: { path }, parseAs: "arrayBuffer", signal }),
      );
      return { url: dataUrlOf(jpeg as ArrayBuffer), at: new Date().toISOString() };
    },
  });
}

/** Needs no revoking, unlike an object URL, so that it can lie in the cache. */
function dataUrlOf(jpeg: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(jpeg), (byte) => String.fromCharCode(byte));
  return `data:image/jpeg;base64,${btoa(letters.join(""))}`;
}

/** The picture of the newest event of a camera; null: none is kept. For a camera that this browser never saw connected. */
export function eventPictureQuery(cameraId: string) {
  return queryOptions({
    queryKey: ["cameras", "event-picture", cameraId],
    queryFn: async ({ signal }) => {
      const query = { camera_id: [cameraId], limit: 1 };
      const page = await bodyOf(api.GET("/api/v1/events", { params: { query }, signal }));
      return page.items[0]?.thumbnail ?? null;
    },
  });
}
