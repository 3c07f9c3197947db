import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export type Presence = Schemas["PresenceOut"];
export type Resident = Schemas["ResidentOut"];

const PRESENCE_KEY = ["presence"] as const;

export function presenceQuery() {
  return queryOptions({ queryKey: PRESENCE_KEY, queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/presence", { signal })) });
}

export function usePresence() {
  return useQuery(presenceQuery());
}

function usePresenceChange<Given>(change: (given: Given) => Promise<Presence>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (presence) => queryClient.setQueryData(presenceQuery().queryKey, presence),
    onSettled: () => queryClient.invalidateQueries({ queryKey: PRESENCE_KEY }),
  });
}

export function useFollowPresence() {
  return usePresenceChange((follows: boolean) => bodyOf(api.PATCH("/api/v1/presence", { body: { follows } })));
}

export function useAddResident() {
  return usePresenceChange((name: string) => bodyOf(api.POST("/api/v1/presence/residents", { body: { name } })));
}

export function useRemoveResident() {
  return usePresenceChange((resident_id: string) =>
    bodyOf(api.DELETE("/api/v1/presence/residents/{resident_id}", { params: { path: { resident_id } } })),
  );
}

export function useTellPresence() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, state }: { id: string; state: "home" | "not_home" }) =>
      bodyOf(api.PUT("/api/v1/presence/residents/{resident_id}/state", { params: { path: { resident_id: id } }, body: { state } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: PRESENCE_KEY }),
  });
}

export function applyToPresence(queryClient: QueryClient, { kind }: LiveMessage): void {
  if (kind === "presence.changed") void queryClient.invalidateQueries({ queryKey: PRESENCE_KEY });
}
