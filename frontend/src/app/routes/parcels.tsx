import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readDay } from "@/lib/time/days";
import { signedInRoute } from "./root";

export const parcelsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/parcels",
  validateSearch: ({ on }: { on?: unknown }): { on?: string } => {
    const day = readDay(on);
    return day === undefined ? {} : { on: day };
  },
  component: lazyRouteComponent(() => import("@/app/pages/ParcelsPage"), "ParcelsPage"),
});
