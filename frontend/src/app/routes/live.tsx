import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "./root";

/** `camera`: shown alone. */
export const liveRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/live",
  validateSearch: ({ camera }: { camera?: unknown }): { camera?: string | undefined } => ({
    camera: typeof camera === "string" ? camera : undefined,
  }),
  component: lazyRouteComponent(() => import("@/app/pages/LivePage"), "LivePage"),
});
