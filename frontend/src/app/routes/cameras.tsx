import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readGroup } from "@/features/events/filters";
import { signedInRoute } from "./root";

export const camerasRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras",
  validateSearch: ({ group }: { group?: unknown }): { group?: string | undefined } => ({ group: readGroup(group) }),
  component: lazyRouteComponent(() => import("@/app/pages/CamerasPage"), "CamerasPage"),
});

export const arrangeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/arrange",
  component: lazyRouteComponent(() => import("@/app/pages/ArrangePage"), "ArrangePage"),
});

export const addCameraRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/add",
  component: lazyRouteComponent(() => import("@/app/pages/AddCameraPage"), "AddCameraPage"),
});

export const cameraRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/$cameraId",
  component: lazyRouteComponent(() => import("@/app/pages/CameraPage"), "CameraPage"),
});

export const editCameraRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/$cameraId/edit",
  component: lazyRouteComponent(() => import("@/app/pages/EditCameraPage"), "EditCameraPage"),
});

export const watchRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/$cameraId/watch",
  component: lazyRouteComponent(() => import("@/app/pages/WatchPage"), "WatchPage"),
});

export const privacyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/$cameraId/privacy",
  component: lazyRouteComponent(() => import("@/app/pages/PrivacyPage"), "PrivacyPage"),
});

export const sightRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/$cameraId/sight",
  component: lazyRouteComponent(() => import("@/app/pages/SightPage"), "SightPage"),
});

export const hoursRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/$cameraId/hours",
  component: lazyRouteComponent(() => import("@/app/pages/HoursPage"), "HoursPage"),
});
