import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { sessionQuery } from "@/features/session/api/session";
import { rootRoute } from "./root";

/** Only paths of this app: an address from outside must not be reachable through sign-in. */
function ownPath(next: unknown): string | undefined {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : undefined;
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search): { next?: string | undefined } => ({ next: ownPath(search.next) }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery());
    if (session.state === "first-run") throw redirect({ to: "/first-run" });
    if (session.state === "signed-in") throw redirect({ href: search.next ?? "/" });
  },
  component: lazyRouteComponent(() => import("@/app/pages/SignInPage"), "SignInPage"),
});

/** For whoever has the link of an invitation, signed in or not. */
export const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/join",
  component: lazyRouteComponent(() => import("@/app/pages/JoinPage"), "JoinPage"),
});

const STEPS = ["camera", "done"] as const;
export type LaterStep = (typeof STEPS)[number];

/** The steps after the administrator stand in the address, so that a reload stays where it was. */
export const firstRunRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/first-run",
  validateSearch: (search): { step?: LaterStep | undefined } => ({ step: STEPS.find((step) => step === search.step) }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery());
    if (session.state === "signed-out") throw redirect({ to: "/sign-in" });
    if (session.state === "signed-in" && search.step === undefined) throw redirect({ to: "/" });
  },
  component: lazyRouteComponent(() => import("@/app/pages/FirstRunPage"), "FirstRunPage"),
});
