import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readGroup } from "@/features/events/filters";
import { signedInRoute } from "./root";

export const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  validateSearch: ({ group }: { group?: unknown }): { group?: string | undefined } => ({ group: readGroup(group) }),
  component: lazyRouteComponent(() => import("@/app/pages/HomePage"), "HomePage"),
});
