import { QueryClientProvider } from "@tanstack/react-query";
import { render, type RenderResult } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { createQueryClient } from "@/app/queries";
import { ToastProvider } from "@/components/ui/toast";

/** A part of the screen that needs the query cache, but neither router nor shell. */
export function renderPart(part: ReactNode): RenderResult & { user: UserEvent } {
  const user = userEvent.setup();
  const queryClient = createQueryClient(() => undefined);
  return {
    user,
    ...render(
      <QueryClientProvider client={queryClient}>
        <ToastProvider>{part}</ToastProvider>
      </QueryClientProvider>,
    ),
  };
}
