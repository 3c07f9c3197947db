import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readDay } from "@/lib/time/days";
import { signedInRoute } from "./root";

export const parcelsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/parcels",
  validateSearch: ({ on }: { on?: unknown }): { on?: string | undefined } => ({ on: readDay(on) }),
  component: lazyRouteComponent(() => import("@/app/pages/ParcelsPage"), "ParcelsPage"),
});
