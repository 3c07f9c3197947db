import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { camerasQuery } from "@/features/cameras/api/cameras";
import { versionsQuery } from "@/features/configuration/api/versions";
import { detectorsQuery } from "@/features/detectors/api/detectors";
import { keysQuery } from "@/features/keys/api/keys";
import { sessionQuery } from "@/features/session/api/session";
import { settingsQuery } from "@/features/settings/api/settings";
import { systemQuery } from "@/features/system/api/system";
import { preload, type Ask } from "@/lib/api/preload";
import { signedInRoute } from "./root";

export const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/settings",
  loader: async ({ context: { queryClient } }) => {
    const { user } = await queryClient.ensureQueryData(sessionQuery());
    const forAdministrators: Ask[] = [
      (client) => client.prefetchQuery(keysQuery()),
      (client) => client.prefetchInfiniteQuery(versionsQuery()),
    ];
    await preload(
      queryClient,
      (client) => client.prefetchQuery(settingsQuery()),
      (client) => client.prefetchQuery(systemQuery()),
      (client) => client.prefetchQuery(camerasQuery()),
      (client) => client.prefetchQuery(detectorsQuery()),
      ...(user?.role === "administrator" ? forAdministrators : []),
    );
  },
  component: lazyRouteComponent(() => import("@/app/pages/SettingsPage"), "SettingsPage"),
});
