import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Camera } from "@/lib/api/types";

export const CAMERAS_KEY = ["cameras"] as const;

/** All cameras: a home has few, so the pages are read to the end. */
export function camerasQuery() {
  return queryOptions({
    queryKey: CAMERAS_KEY,
    queryFn: async ({ signal }) => {
      const cameras: Camera[] = [];
      let cursor: string | null = null;
      do {
        const query: { limit: number; cursor?: string } = cursor === null ? { limit: 200 } : { limit: 200, cursor };
        const page: { items: Camera[]; next_cursor: string | null } = await bodyOf(
          api.GET("/api/v1/cameras", { params: { query }, signal }),
        );
        cameras.push(...page.items);
        cursor = page.next_cursor;
      } while (cursor !== null);
      return cameras;
    },
  });
}

export function useCameras() {
  return useQuery(camerasQuery());
}
