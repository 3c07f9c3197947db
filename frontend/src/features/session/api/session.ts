import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import { setCsrfToken } from "@/lib/api/csrf";
import type { Session } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export const SESSION_KEY = ["session"] as const;

/** Who is signed in. Never fetched again by itself: signing in and out write it. */
export function sessionQuery() {
  return queryOptions({
    queryKey: SESSION_KEY,
    staleTime: Infinity,
    gcTime: Infinity,
    queryFn: async ({ signal }) => {
      const session = await bodyOf(api.GET("/api/v1/session", { signal }));
      setCsrfToken(session.csrf_token);
      return session;
    },
  });
}

/** Takes over a session that the server just gave. */
export function keepSession(queryClient: QueryClient, session: Session): void {
  setCsrfToken(session.csrf_token);
  queryClient.setQueryData(SESSION_KEY, session);
}

/** Forgets everything that the signed-in person saw. */
export function forgetSession(queryClient: QueryClient): void {
  queryClient.clear();
  keepSession(queryClient, { state: "signed-out", code_required: false, user: null, csrf_token: null });
}

/** Whoever is signed in may have become an administrator, or a member. */
export function applyToSession(queryClient: QueryClient, { kind }: LiveMessage): void {
  if (kind === "people.changed") void queryClient.invalidateQueries({ queryKey: SESSION_KEY });
}
