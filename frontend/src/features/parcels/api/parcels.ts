import { queryOptions, useQuery, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export type Parcel = Schemas["ParcelOut"];

export const PARCELS_KEY = ["parcels"] as const;
const MOST = 200;

/** Left or taken on one day ("2026-03-01"); undefined: today, where the house is. */
export function parcelsQuery(on: string | undefined) {
  return queryOptions({
    queryKey: [...PARCELS_KEY, on ?? "today"],
    queryFn: async ({ signal }) => {
      const query = on === undefined ? { limit: MOST } : { on, limit: MOST };
      return (await bodyOf(api.GET("/api/v1/parcels", { params: { query }, signal }))).items;
    },
  });
}

export function useParcels(on?: string) {
  return useQuery(parcelsQuery(on));
}

/** A parcel is told with its event; which events have one, the list knows best. */
export function applyToParcels(queryClient: QueryClient, message: LiveMessage): void {
  if (message.kind === "event.closed" || message.kind === "event.deleted") {
    void queryClient.invalidateQueries({ queryKey: PARCELS_KEY });
  }
}
