import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { EventItem } from "@/lib/api/types";
import { DETAILS_KEY } from "./keys";

/** Long episodes are cut and go on in a new event, which starts where this one ended. */
const CUT_AFTER_SECONDS = 240;
const GAP_MS = 5_000;

type Cut = Pick<EventItem, "id" | "camera_id" | "ended_at" | "duration_seconds">;

/** The event that continues this one, or null. Only long, closed events can have one; others cost no request. */
export function continuationQuery(event: Cut) {
  return queryOptions({
    queryKey: [...DETAILS_KEY, event.id, "continuation", event.ended_at],
    enabled: event.ended_at !== null && event.duration_seconds >= CUT_AFTER_SECONDS,
    queryFn: async ({ signal }) => {
      const end = Date.parse(event.ended_at ?? "");
      const query = {
        camera_id: [event.camera_id],
        from: new Date(end - GAP_MS).toISOString(),
        to: new Date(end + GAP_MS).toISOString(),
        limit: 20,
      };
      const page = await bodyOf(api.GET("/api/v1/events", { params: { query }, signal }));
      return page.items.find(({ continues_id }) => continues_id === event.id)?.id ?? null;
    },
  });
}
