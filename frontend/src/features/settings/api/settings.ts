import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export const SETTINGS_KEY = ["settings"] as const;

export function settingsQuery() {
  return queryOptions({
    queryKey: SETTINGS_KEY,
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/settings", { signal })),
  });
}

export function useSettings() {
  return useQuery(settingsQuery());
}

/** Changes only what is given; the answer replaces what is shown. */
export function useChangeSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["SettingsPatch"]) => bodyOf(api.PATCH("/api/v1/settings", { body })),
    onSuccess: (settings) => queryClient.setQueryData(SETTINGS_KEY, settings),
  });
}

/** Somebody changed the settings, perhaps on another device. */
export function applyToSettings(queryClient: QueryClient, message: LiveMessage): void {
  if (message.kind === "settings.changed") void queryClient.invalidateQueries({ queryKey: SETTINGS_KEY });
}
