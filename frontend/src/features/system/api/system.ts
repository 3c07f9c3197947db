import { queryOptions, useQuery, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { System } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export const SYSTEM_KEY = ["system"] as const;

export function systemQuery() {
  return queryOptions({
    queryKey: SYSTEM_KEY,
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/system", { signal })),
  });
}

/** Memory, disk and cameras change without a message. */
const OFTEN_MS = 30_000;

export function useSystem() {
  return useQuery({ ...systemQuery(), refetchInterval: OFTEN_MS });
}

export function applyToSystem(queryClient: QueryClient, message: LiveMessage): void {
  if (message.kind !== "system.troubles") return;
  queryClient.setQueryData<System>(SYSTEM_KEY, (system) => system && { ...system, troubles: message.body.troubles });
}
