import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useRouter } from "@tanstack/react-router";
import { applyLive, PERISHABLE } from "@/app/live";
import { forgetSession } from "@/features/session/api/session";
import { useSession } from "@/features/session/api/useSession";
import { TroubleBanner } from "@/features/system/components/TroubleBanner";
import { LiveContext } from "@/lib/live/context";
import { useLiveSocket } from "@/lib/live/useLiveSocket";
import { AdministratorContext } from "@/lib/role/administrators";
import { ConnectionBanner } from "./ConnectionBanner";
import { EventAnnouncer } from "./EventAnnouncer";
import { Navigation } from "./Navigation";
import { TopBar } from "./TopBar";

/** The frame around every page of a signed-in person; it keeps the live line. */
export function Shell() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const isAdministrator = useSession()?.user?.role === "administrator";
  const line = useLiveSocket({
    apply: (message) => applyLive(queryClient, message),
    onRefused: () => {
      forgetSession(queryClient);
      void router.invalidate();
    },
    perishable: PERISHABLE,
  });
  return (
    <LiveContext value={line}>
      <a
        href="#main"
        className="sr-only z-50 rounded-card bg-accent px-4 py-3 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <div className="flex min-h-dvh flex-col lg:flex-row">
        <Navigation />
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar />
          <ConnectionBanner />
          <TroubleBanner />
          <main id="main" tabIndex={-1} className="flex-1 pb-20 outline-none lg:pb-0">
            <AdministratorContext value={isAdministrator}>
              <Outlet />
            </AdministratorContext>
          </main>
        </div>
      </div>
      <EventAnnouncer />
    </LiveContext>
  );
}
