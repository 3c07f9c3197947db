import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readGroup } from "@/features/events/filters";
import type { QueryClient } from "@tanstack/react-query";
import { camerasQuery } from "@/features/cameras/api/cameras";
import { groupsQuery } from "@/features/cameras/api/groups";
import { outageHistoryQuery } from "@/features/outages/api/outages";
import { settingsQuery } from "@/features/settings/api/settings";
import { preload, type Ask } from "@/lib/api/preload";
import { administratorsOnly, signedInRoute } from "./root";

/** What every page about cameras shows: the cameras, by the clock of the house. */
function load(...more: readonly Ask[]) {
  return ({ context: { queryClient } }: { context: { queryClient: QueryClient } }) =>
    preload(
      queryClient,
      (client) => client.prefetchQuery(camerasQuery()),
      (client) => client.prefetchQuery(settingsQuery()),
      ...more,
    );
}

export const camerasRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras",
  validateSearch: ({ group }: { group?: unknown }): { group?: string | undefined } => ({ group: readGroup(group) }),
  loader: load((client) => client.prefetchQuery(groupsQuery())),
  component: lazyRouteComponent(() => import("@/app/pages/CamerasPage"), "CamerasPage"),
});

export const arrangeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/arrange",
  beforeLoad: administratorsOnly,
  loader: load((client) => client.prefetchQuery(groupsQuery())),
  component: lazyRouteComponent(() => import("@/app/pages/ArrangePage"), "ArrangePage"),
});

export const addCameraRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/add",
  beforeLoad: administratorsOnly,
  component: lazyRouteComponent(() => import("@/app/pages/AddCameraPage"), "AddCameraPage"),
});

export const cameraRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/$cameraId",
  loader: ({ context, params: { cameraId } }) =>
    load(
      (client) => client.prefetchInfiniteQuery(outageHistoryQuery(cameraId)),
    )({ context }),
  component: lazyRouteComponent(() => import("@/app/pages/CameraPage"), "CameraPage"),
});

export const editCameraRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/$cameraId/edit",
  beforeLoad: administratorsOnly,
  loader: load(),
  component: lazyRouteComponent(() => import("@/app/pages/EditCameraPage"), "EditCameraPage"),
});

export const watchRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/$cameraId/watch",
  beforeLoad: administratorsOnly,
  loader: load(),
  component: lazyRouteComponent(() => import("@/app/pages/WatchPage"), "WatchPage"),
});

export const privacyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/$cameraId/privacy",
  beforeLoad: administratorsOnly,
  loader: load(),
  component: lazyRouteComponent(() => import("@/app/pages/PrivacyPage"), "PrivacyPage"),
});

export const sightRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/$cameraId/sight",
  loader: load(),
  component: lazyRouteComponent(() => import("@/app/pages/SightPage"), "SightPage"),
});

export const hoursRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/$cameraId/hours",
  beforeLoad: administratorsOnly,
  loader: load(),
  component: lazyRouteComponent(() => import("@/app/pages/HoursPage"), "HoursPage"),
});
