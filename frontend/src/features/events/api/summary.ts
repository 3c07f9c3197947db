import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import { SUMMARY_KEY } from "./keys";

/** What this person has not seen yet, in numbers. */
export function summaryQuery() {
  return queryOptions({
    queryKey: SUMMARY_KEY,
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/events/summary", { signal })),
  });
}
