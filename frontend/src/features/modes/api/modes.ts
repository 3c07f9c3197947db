import { infiniteQueryOptions, queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export type Mode = Schemas["ModeOut"];
export type Modes = Schemas["ModesOut"];
export type ModeEntry = Schemas["ModeEntry"];

export const MODES_KEY = ["modes"] as const;

export function modesQuery() {
  return queryOptions({ queryKey: MODES_KEY, queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/modes", { signal })) });
}

export function useModes() {
  return useQuery(modesQuery());
}

/** Who chose which mode when, newest first. */
export function modeChangesQuery() {
  return infiniteQueryOptions({
    queryKey: [...MODES_KEY, "changes"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => bodyOf(api.GET("/api/v1/modes/changes", { params: { query: { limit: 20, cursor: pageParam } }, signal })),
    getNextPageParam: (page) => page.next_cursor,
  });
}

function useModeChange<Given>(change: (given: Given) => Promise<Modes>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (modes) => queryClient.setQueryData(modesQuery().queryKey, modes),
    onSettled: () => queryClient.invalidateQueries({ queryKey: MODES_KEY }),
  });
}

export function useChooseMode() {
  return useModeChange((mode: string) => bodyOf(api.PUT("/api/v1/modes/current", { body: { mode } })));
}

export function useMakeMode() {
  return useModeChange((name: string) => bodyOf(api.POST("/api/v1/modes", { body: { name, silent: false } })));
}

export function useEditMode() {
  return useModeChange(({ id, ...body }: { id: string } & Schemas["ModePatch"]) =>
    bodyOf(api.PATCH("/api/v1/modes/{mode_id}", { params: { path: { mode_id: id } }, body })),
  );
}

export function useDeleteMode() {
  return useModeChange((mode_id: string) => bodyOf(api.DELETE("/api/v1/modes/{mode_id}", { params: { path: { mode_id } } })));
}

export function useSetModeSchedule() {
  return useModeChange((entries: ModeEntry[]) => bodyOf(api.PUT("/api/v1/modes/schedule", { body: { entries } })));
}

export function applyToModes(queryClient: QueryClient, { kind }: LiveMessage): void {
  if (kind === "modes.changed") void queryClient.invalidateQueries({ queryKey: MODES_KEY });
}
