import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import { keepSession } from "./session";

/** What the link is for. Not asked again by itself: who guesses links is slowed down. */
export function useInvitation(token: string) {
  return useQuery({
    queryKey: ["invitation", token],
    enabled: token !== "",
    staleTime: Infinity,
    retry: false,
    queryFn: ({ signal }) => bodyOf(api.POST("/api/v1/invitations/seen", { body: { token }, signal })),
  });
}

/** One more person, who is signed in at once; what somebody else saw in this browser is forgotten. */
export function useJoin() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["JoinIn"]) => bodyOf(api.POST("/api/v1/invitations/taken", { body })),
    onSuccess: (session) => {
      queryClient.clear();
      keepSession(queryClient, session);
    },
  });
}
