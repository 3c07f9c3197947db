import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { RouterProvider, type RouterHistory } from "@tanstack/react-router";
import { useEffect } from "react";
import { ToastProvider } from "@/components/ui/toast";
import { forgetSession, SESSION_KEY } from "@/features/session/api/session";
import type { Session } from "@/lib/api/types";
import { focusFaulty } from "@/lib/forms/faulty";
import { createQueryClient } from "./queries";
import { createAppRouter, type AppRouter } from "./router";

export interface Parts {
  queryClient: QueryClient;
  router: AppRouter;
}

/** Builds what lives as long as the page. */
export function createParts(history?: RouterHistory): Parts {
  const queryClient: QueryClient = createQueryClient(() => {
    if (queryClient.getQueryData<Session>(SESSION_KEY)?.state !== "signed-in") return;
    forgetSession(queryClient);
    void router.invalidate();
  });
  const router = createAppRouter(queryClient, history);
  const startedAt = router.history.location.state.__TSR_index;
  router.subscribe("onResolved", ({ pathChanged, fromLocation, toLocation }) => {
    // A new page is announced by its heading; the first load leaves the focus to the browser. Whoever goes on before
    // that load is complete comes from nowhere, yet has gone one step in the history.
    const isFirstLoad = fromLocation === undefined && toLocation.state.__TSR_index === startedAt;
    if (pathChanged && !isFirstLoad) document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  });
  return { queryClient, router };
}

export function App({ queryClient, router }: Parts) {
  useEffect(() => focusFaulty(document), []);
  return (
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </QueryClientProvider>
  );
}
