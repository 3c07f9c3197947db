import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";

export type Authority = NonNullable<Schemas["EncryptionOut"]["authority"]>;

/** The house's own authority; null when there is none. Asked only where the page came by HTTPS: plain HTTP has none. */
export function useAuthority(): Authority | null {
  const { data } = useQuery(
    queryOptions({
      queryKey: ["encryption"],
      staleTime: Infinity,
      enabled: window.location.protocol === "https:",
      queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/encryption", { signal })),
    }),
  );
  return data?.authority ?? null;
}
