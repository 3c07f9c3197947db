import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { eventQuery } from "@/features/events/api/event";
import { readFilters } from "@/features/events/filters";
import { signedInRoute } from "./root";

export const eventsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/events",
  validateSearch: readFilters,
  component: lazyRouteComponent(() => import("@/app/pages/EventsPage"), "EventsPage"),
});

export const eventRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/events/$eventId",
  // Never fails: the page itself says what is wrong.
  loader: ({ context, params }) => context.queryClient.prefetchQuery(eventQuery(params.eventId)),
  component: lazyRouteComponent(() => import("@/app/pages/EventPage"), "EventPage"),
});
