import { useMutation } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: Schemas["PasswordChangeIn"]) => api.PUT("/api/v1/session/password", { body }),
  });
}
