import type { QueryClient } from "@tanstack/react-query";
import { createRouter, type RouterHistory } from "@tanstack/react-router";
import { PendingPage } from "@/app/pages/PendingPage";
import { addCameraRoute, arrangeRoute, cameraRoute, camerasRoute, editCameraRoute, hoursRoute, privacyRoute, sightRoute, watchRoute } from "./routes/cameras";
import { eventRoute, eventsRoute } from "./routes/events";
import { homeRoute } from "./routes/home";
import { rootRoute, signedInRoute } from "./routes/root";
import { firstRunRoute, joinRoute, signInRoute } from "./routes/session";
import { settingsPartRoute, settingsRoute } from "./routes/settings";
import { liveRoute } from "./routes/live";
import { noticesRoute } from "./routes/notices";
import { modesRoute, newRuleRoute, ruleRoute, rulesRoute } from "./routes/rules";
import { parcelsRoute } from "./routes/parcels";
import { whyRoute } from "./routes/why";

/** Every page of the product. */
const routes = rootRoute.addChildren([
  signInRoute,
  firstRunRoute,
  joinRoute,
  signedInRoute.addChildren([homeRoute, liveRoute, noticesRoute, eventsRoute, eventRoute, camerasRoute, arrangeRoute, addCameraRoute, cameraRoute, editCameraRoute, watchRoute, hoursRoute, privacyRoute, sightRoute, parcelsRoute, rulesRoute, newRuleRoute, ruleRoute, modesRoute, settingsRoute, settingsPartRoute, whyRoute]),
]);

/** `history`: for tests; else the browser's. */
export function createAppRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree: routes,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: PendingPage,
    defaultPendingMs: 300,
    scrollRestoration: true,
    ...(history ? { history } : {}),
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: AppRouter;
  }
}
