import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { camerasQuery } from "@/features/cameras/api/cameras";
import { versionsQuery } from "@/features/configuration/api/versions";
import { detectorsQuery } from "@/features/detectors/api/detectors";
import { keysQuery } from "@/features/keys/api/keys";
import { sessionQuery } from "@/features/session/api/session";
import { settingsQuery } from "@/features/settings/api/settings";
import { findPart, partsFor } from "@/features/settings/parts";
import { systemQuery } from "@/features/system/api/system";
import { preload, type Ask } from "@/lib/api/preload";
import { signedInRoute } from "./root";

/** What a part shows at once, beside the settings themselves. */
const ASKED: Partial<Record<string, readonly Ask[]>> = {
  storage: [(client) => client.prefetchQuery(systemQuery())],
  detection: [(client) => client.prefetchQuery(camerasQuery()), (client) => client.prefetchQuery(detectorsQuery())],
  ai: [(client) => client.prefetchQuery(camerasQuery())],
  "home-assistant": [(client) => client.prefetchQuery(camerasQuery())],
  keys: [(client) => client.prefetchQuery(camerasQuery()), (client) => client.prefetchQuery(keysQuery())],
  history: [(client) => client.prefetchInfiniteQuery(versionsQuery())],
  system: [(client) => client.prefetchQuery(systemQuery())],
};

export const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/settings",
  beforeLoad: ({ location: { hash } }) => {
    // As the parts were written when all stood on one page: kept notices and notes still hold such links.
    if (findPart(hash)) throw redirect({ to: "/settings/$part", params: { part: hash }, replace: true });
  },
  component: lazyRouteComponent(() => import("@/app/pages/SettingsIndexPage"), "SettingsIndexPage"),
});

export const settingsPartRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/settings/$part",
  beforeLoad: async ({ context: { queryClient }, params: { part } }) => {
    const { user } = await queryClient.ensureQueryData(sessionQuery());
    const known = findPart(part);
    // Before anything is asked for that a member may not have.
    if (known && user && !partsFor(user.role === "administrator").includes(known)) throw redirect({ to: "/settings" });
  },
  loader: ({ context: { queryClient }, params: { part } }) =>
    preload(queryClient, (client) => client.prefetchQuery(settingsQuery()), ...(ASKED[part] ?? [])),
  component: lazyRouteComponent(() => import("@/app/pages/SettingsPage"), "SettingsPage"),
});
