import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import { detailKey } from "./keys";

export function eventQuery(id: string) {
  return queryOptions({
    queryKey: detailKey(id),
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/events/{event_id}", { params: { path: { event_id: id } }, signal })),
  });
}
