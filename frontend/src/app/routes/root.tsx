import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, Outlet, redirect } from "@tanstack/react-router";
import { Shell } from "@/app/shell/Shell";
import { FaultPage } from "@/app/pages/FaultPage";
import { NotFoundPage } from "@/app/pages/NotFoundPage";
import { sessionQuery } from "@/features/session/api/session";

export interface RouterContext {
  queryClient: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  errorComponent: FaultPage,
  notFoundComponent: NotFoundPage,
});

/** For pages that change what only administrators change: a member who finds their address is led to the cameras. */
export async function administratorsOnly({ context }: { context: RouterContext }): Promise<void> {
  const { user } = await context.queryClient.ensureQueryData(sessionQuery());
  if (user && user.role !== "administrator") throw redirect({ to: "/cameras" });
}

/** Everything for signed-in people: others are led to first run or sign-in and come back to where they wanted to go. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery());
    if (session.state === "first-run") throw redirect({ to: "/first-run" });
    if (session.state === "signed-out") {
      const next = location.href === "/" ? undefined : location.href;
      throw redirect({ to: "/sign-in", search: { next } });
    }
  },
  component: Shell,
});
