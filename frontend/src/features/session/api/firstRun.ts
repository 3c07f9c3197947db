import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import { keepSession } from "./session";

/** Makes the administrator, who is signed in at once. */
export function useFirstRun() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["FirstRunIn"]) => bodyOf(api.POST("/api/v1/first-run", { body })),
    onSuccess: (session) => keepSession(queryClient, session),
  });
}
