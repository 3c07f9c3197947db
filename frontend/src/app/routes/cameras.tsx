import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "./root";

export const camerasRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras",
  validateSearch: (search): { add?: true | undefined } => (search.add === true ? { add: true } : {}),
  component: lazyRouteComponent(() => import("@/app/pages/CamerasPage"), "CamerasPage"),
});

export const cameraRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/cameras/$cameraId",
  component: lazyRouteComponent(() => import("@/app/pages/CameraPage"), "CameraPage"),
});
