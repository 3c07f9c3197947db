import { screen } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { vi } from "vitest";

/** Presses what a notice offers. It takes no pointer until it has been counted, a moment after it is seen: sooner than a
 * person can be, and on a busy machine later than a test. */
export async function pressInNotice(user: UserEvent, name: string): Promise<void> {
  const button = await screen.findByRole("button", { name });
  await vi.waitFor(() => user.click(button), { timeout: 30_000 });
}
