import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { camerasQuery } from "@/features/cameras/api/cameras";
import { groupsQuery } from "@/features/cameras/api/groups";
import { eventListQuery } from "@/features/events/api/list";
import { summaryQuery } from "@/features/events/api/summary";
import { UNSEEN } from "@/features/events/api/keys";
import { readGroup } from "@/features/events/filters";
import { unseenOutagesQuery } from "@/features/outages/api/outages";
import { parcelsQuery } from "@/features/parcels/api/parcels";
import { settingsQuery } from "@/features/settings/api/settings";
import { systemQuery } from "@/features/system/api/system";
import { preload } from "@/lib/api/preload";
import { signedInRoute } from "./root";

export const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  validateSearch: ({ group }: { group?: unknown }): { group?: string | undefined } => ({ group: readGroup(group) }),
  loader: ({ context: { queryClient } }) =>
    preload(
      queryClient,
      (client) => client.prefetchQuery(camerasQuery()),
      (client) => client.prefetchQuery(groupsQuery()),
      (client) => client.prefetchQuery(summaryQuery()),
      (client) => client.prefetchInfiniteQuery(eventListQuery(UNSEEN)),
      (client) => client.prefetchQuery(unseenOutagesQuery()),
      (client) => client.prefetchQuery(parcelsQuery(undefined)),
      (client) => client.prefetchQuery(settingsQuery()),
      (client) => client.prefetchQuery(systemQuery()),
    ),
  component: lazyRouteComponent(() => import("@/app/pages/HomePage"), "HomePage"),
});
