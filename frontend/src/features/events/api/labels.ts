import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import { LABELS_KEY } from "./keys";

/** Every label that stored events have, for the filter. */
export function labelsQuery() {
  return queryOptions({
    queryKey: LABELS_KEY,
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/events/labels", { signal })),
  });
}
