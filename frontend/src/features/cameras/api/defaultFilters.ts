import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";

/** Every label that can be told of, with what holds where a camera's rules say nothing. */
export function useDefaultFilters() {
  return useQuery({
    queryKey: ["cameras", "default-filters"],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/cameras/default-filters", { signal })),
    select: (page) => page.items,
  });
}
