import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedInRoute } from "./root";

interface NoticeSearch {
  unread?: boolean | undefined;
  urgent?: boolean | undefined;
  q?: string | undefined;
}

export const noticesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/notices",
  validateSearch: ({ unread, urgent, q }: Record<string, unknown>): NoticeSearch => ({
    unread: unread === true ? true : undefined,
    urgent: urgent === true ? true : undefined,
    q: typeof q === "string" && q !== "" ? q.slice(0, 100) : undefined,
  }),
  component: lazyRouteComponent(() => import("@/app/pages/NoticesPage"), "NoticesPage"),
});
