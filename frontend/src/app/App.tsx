import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { RouterProvider, type RouterHistory } from "@tanstack/react-router";
import { ToastProvider } from "@/components/ui/toast";
import { forgetSession, SESSION_KEY } from "@/features/session/api/session";
import type { Session } from "@/lib/api/types";
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
  router.subscribe("onResolved", ({ pathChanged, fromLocation }) => {
    // A new page is announced by its heading; the first load leaves the focus to the browser.
    if (pathChanged && fromLocation) document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  });
  return { queryClient, router };
}

export function App({ queryClient, router }: Parts) {
  return (
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </QueryClientProvider>
  );
}
