import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import { keepSession } from "./session";

export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["SignInIn"]) => bodyOf(api.POST("/api/v1/session", { body })),
    onSuccess: (session) => keepSession(queryClient, session),
  });
}
