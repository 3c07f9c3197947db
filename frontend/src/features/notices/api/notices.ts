import { infiniteQueryOptions, queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export type Notice = Schemas["NoticeOut"];
export type ToldPerson = Schemas["ToldOut"];
export type Delivery = Schemas["DeliveryOut"];
export type Calm = Schemas["CalmOut"];

const NOTICES_KEY = ["notices"] as const;
const CALM_KEY = ["calm"] as const;
const DELIVERIES_KEY = ["deliveries"] as const;
const PAGE_SIZE = 30;

export interface NoticeFilters {
  unread?: boolean | undefined;
  urgent?: boolean | undefined;
  q?: string | undefined;
}

/** What this person was told, newest first, page by page. */
export function noticesQuery({ unread, urgent, q }: NoticeFilters) {
  return infiniteQueryOptions({
    queryKey: [...NOTICES_KEY, "list", { unread, urgent, q }],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET("/api/v1/notices", {
          params: { query: { limit: PAGE_SIZE, cursor: pageParam, unread: unread ?? false, urgent: urgent ?? false, q: q ?? "" } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });
}

export function useUnread() {
  return useQuery(
    queryOptions({
      queryKey: [...NOTICES_KEY, "summary"],
      queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/notices/summary", { signal })),
    }),
  );
}

/** Who was told of an event, by what, and whether it arrived. */
export function useEventNotices(eventId: string) {
  return useQuery(
    queryOptions({
      queryKey: [...DELIVERIES_KEY, "of", eventId],
      queryFn: async ({ signal }) =>
        (await bodyOf(api.GET("/api/v1/events/{event_id}/notices", { params: { path: { event_id: eventId } }, signal }))).items,
    }),
  );
}

export interface DeliveryFilters {
  channelId?: string | undefined;
  state?: Delivery["state"] | undefined;
  q?: string | undefined;
}

export function deliveriesQuery(filters: DeliveryFilters) {
  return infiniteQueryOptions({
    queryKey: [...DELIVERIES_KEY, "log", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET("/api/v1/deliveries", {
          params: {
            query: {
              limit: PAGE_SIZE,
              cursor: pageParam,
              channel_id: filters.channelId ?? null,
              state: filters.state ?? null,
              q: filters.q ?? "",
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** The same as a file. */
export function exportUrl({ channelId, state, q }: DeliveryFilters, format: "csv" | "jsonl"): string {
  const query = new URLSearchParams({ format });
  if (channelId) query.set("channel_id", channelId);
  if (state) query.set("state", state);
  if (q) query.set("q", q);
  return `/api/v1/deliveries/export?${query.toString()}`;
}

export function useResend() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (delivery_id: string) =>
      bodyOf(api.POST("/api/v1/deliveries/{delivery_id}/resend", { params: { path: { delivery_id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: DELIVERIES_KEY }),
  });
}

export function useMarkRead() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (notice_id: string) => {
      await api.POST("/api/v1/notices/{notice_id}/read", { params: { path: { notice_id } } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: NOTICES_KEY }),
  });
}

/** `until`: of the newest that the person sees; what is told later stays unread. */
export function useMarkAllRead() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (until: string) => {
      await api.POST("/api/v1/notices/read", { body: { until } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: NOTICES_KEY }),
  });
}

export function useAcknowledge() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (notice_id: string) =>
      bodyOf(api.POST("/api/v1/notices/{notice_id}/acknowledgement", { params: { path: { notice_id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: NOTICES_KEY }),
  });
}

export function useCalm() {
  return useQuery(
    queryOptions({ queryKey: CALM_KEY, queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/calm", { signal })) }),
  );
}

export function useChangeCalm() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["CalmPatch"]) => bodyOf(api.PATCH("/api/v1/calm", { body })),
    onSuccess: (calm) => queryClient.setQueryData(CALM_KEY, calm),
  });
}

export function useSnooze() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (length: Schemas["SnoozeIn"]["length"]) => bodyOf(api.POST("/api/v1/calm/snooze", { body: { length } })),
    onSuccess: (calm) => queryClient.setQueryData(CALM_KEY, calm),
  });
}

/** Which lists hold a notice, the server knows best; they are short. */
export function applyToNotices(queryClient: QueryClient, { kind }: LiveMessage): void {
  if (kind === "notice.told" || kind === "notice.changed" || kind === "notices.read" || kind === "event.deleted") {
    void queryClient.invalidateQueries({ queryKey: NOTICES_KEY });
    void queryClient.invalidateQueries({ queryKey: DELIVERIES_KEY });
  }
  if (kind === "deliveries.changed") void queryClient.invalidateQueries({ queryKey: DELIVERIES_KEY });
  if (kind === "calm.changed") void queryClient.invalidateQueries({ queryKey: CALM_KEY });
}
