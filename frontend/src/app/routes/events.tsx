import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "./root";

export const eventsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/events",
  component: lazyRouteComponent(() => import("@/app/pages/EventsPage"), "EventsPage"),
});

export const eventRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/events/$eventId",
  component: lazyRouteComponent(() => import("@/app/pages/EventPage"), "EventPage"),
});
