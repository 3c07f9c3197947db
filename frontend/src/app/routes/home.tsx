import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "./root";

export const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  component: lazyRouteComponent(() => import("@/app/pages/HomePage"), "HomePage"),
});
