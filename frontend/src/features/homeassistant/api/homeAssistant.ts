import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export type HomeAssistant = Schemas["HomeAssistantOut"];
export type HomeAssistantPatch = Schemas["HomeAssistantPatch"];
export type Connection = Schemas["ConnectionOut"];
export type Command = Schemas["CommandOut"];

export const HOME_ASSISTANT_KEY = ["home-assistant"] as const;
const COMMANDS_KEY = ["home-assistant-commands"] as const;

export function useHomeAssistant() {
  return useQuery(queryOptions({ queryKey: HOME_ASSISTANT_KEY, queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/home-assistant", { signal })) }));
}

export function useChangeHomeAssistant() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: HomeAssistantPatch) => bodyOf(api.PATCH("/api/v1/home-assistant", { body })),
    onSuccess: (changed) => queryClient.setQueryData(HOME_ASSISTANT_KEY, changed),
    // The connection obeys a moment later than the answer is written.
    onSettled: () => queryClient.invalidateQueries({ queryKey: HOME_ASSISTANT_KEY }),
  });
}

/** Answers when the broker did, or did not. */
export function useTestHomeAssistant() {
  return useMutation({ mutationFn: (body: HomeAssistantPatch) => bodyOf(api.POST("/api/v1/home-assistant/test", { body })) });
}

export function useCommands() {
  return useQuery(
    queryOptions({
      queryKey: COMMANDS_KEY,
      queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/home-assistant/commands", { signal }))).items,
      staleTime: 0,
    }),
  );
}

export function applyToHomeAssistant(queryClient: QueryClient, { kind }: LiveMessage): void {
  if (kind === "home_assistant.changed" || kind === "home_assistant.connection") {
    void queryClient.invalidateQueries({ queryKey: HOME_ASSISTANT_KEY });
  }
}
