import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readGroup } from "@/features/events/filters";
import { signedInRoute } from "./root";

/** `camera`: shown alone. `group`: only its cameras. */
export const liveRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/live",
  validateSearch: ({ camera, group }: { camera?: unknown; group?: unknown }): { camera?: string | undefined; group?: string | undefined } => ({
    group: readGroup(group),
    camera: typeof camera === "string" ? camera : undefined,
  }),
  component: lazyRouteComponent(() => import("@/app/pages/LivePage"), "LivePage"),
});
