import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readAsked } from "@/features/decisions/asked";
import { signedInRoute } from "./root";

export const whyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/why",
  validateSearch: readAsked,
  component: lazyRouteComponent(() => import("@/app/pages/WhyPage"), "WhyPage"),
});
