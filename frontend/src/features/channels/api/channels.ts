import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export type Channel = Schemas["ChannelOut"];
export type NewChannel = Schemas["ChannelIn"];
export type ChannelSettings = NewChannel["settings"];
export type ChannelHouse = Schemas["ChannelHouseOut"];

const CHANNELS_KEY = ["channels"] as const;
const HOUSE_KEY = ["channel-settings"] as const;

/** This person's own; an administrator gets those of others too. */
export function useChannels() {
  return useQuery(
    queryOptions({
      queryKey: CHANNELS_KEY,
      queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/channels", { signal }))).items,
    }),
  );
}

export function useChannelHouse() {
  return useQuery(
    queryOptions({ queryKey: HOUSE_KEY, queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/channel-settings", { signal })) }),
  );
}

export function useChangeChannelHouse() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["ChannelHousePatch"]) => bodyOf(api.PATCH("/api/v1/channel-settings", { body })),
    onSuccess: (house) => queryClient.setQueryData(HOUSE_KEY, house),
  });
}

export function useMakeChannel() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewChannel) => bodyOf(api.POST("/api/v1/channels", { body })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: CHANNELS_KEY }),
  });
}

export function useChangeChannel() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: Schemas["ChannelPatch"] & { id: string }) =>
      bodyOf(api.PATCH("/api/v1/channels/{channel_id}", { params: { path: { channel_id: id } }, body })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: CHANNELS_KEY }),
  });
}

export function useRemoveChannel() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, althoughUsed }: { id: string; althoughUsed: boolean }) => {
      const query = althoughUsed ? { although_used: true } : {};
      await api.DELETE("/api/v1/channels/{channel_id}", { params: { path: { channel_id: id }, query } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: CHANNELS_KEY }),
  });
}

export function useTestChannel() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (channel_id: string) =>
      bodyOf(api.POST("/api/v1/channels/{channel_id}/test", { params: { path: { channel_id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: CHANNELS_KEY }),
  });
}

export function applyToChannels(queryClient: QueryClient, { kind }: LiveMessage): void {
  if (kind !== "channels.changed") return;
  void queryClient.invalidateQueries({ queryKey: CHANNELS_KEY });
  void queryClient.invalidateQueries({ queryKey: HOUSE_KEY });
}
