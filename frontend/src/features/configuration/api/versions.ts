import { infiniteQueryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export type Version = Schemas["VersionOut"];

const VERSIONS_KEY = ["configuration", "versions"] as const;
const WAY_BACK_KEY = ["configuration", "way-back"] as const;
const PER_PAGE = 20;

export function versionsQuery() {
  return infiniteQueryOptions({
    queryKey: VERSIONS_KEY,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(api.GET("/api/v1/configuration/versions", { params: { query: { limit: PER_PAGE, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
}

export function useVersions() {
  return useInfiniteQuery(versionsQuery());
}

/** What going back to before that change would do. */
export function useWayBack(version_id: string) {
  return useQuery({
    queryKey: [...WAY_BACK_KEY, version_id],
    queryFn: () => restore(version_id, { preview: true }),
    staleTime: 0,
    gcTime: 0,
  });
}

export function useGoBack() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (version_id: string) => restore(version_id, { may_delete_cameras: true }),
    // Not the preview, which would be asked again while its dialog closes.
    onSettled: () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== WAY_BACK_KEY[1] }),
  });
}

function restore(version_id: string, asked: { preview?: boolean; may_delete_cameras?: boolean }) {
  const body = { to: "before" as const, preview: false, may_delete_cameras: false, ...asked };
  return bodyOf(api.POST("/api/v1/configuration/versions/{version_id}/restore", { params: { path: { version_id } }, body }));
}

export function applyToVersions(queryClient: QueryClient, { kind }: LiveMessage): void {
  if (kind === "configuration.changed") void queryClient.invalidateQueries({ queryKey: VERSIONS_KEY });
}
