import { createMemoryHistory } from "@tanstack/react-router";
import { render, type RenderResult } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { StrictMode } from "react";
import { App, createParts, type Parts } from "@/app/App";

/** The whole app at `path`, against the mock server. */
export function renderApp(path: string): RenderResult & Parts & { user: UserEvent } {
  const parts = createParts(createMemoryHistory({ initialEntries: [path] }));
  const user = userEvent.setup();
  return {
    user,
    ...parts,
    ...render(
      <StrictMode>
        <App {...parts} />
      </StrictMode>,
    ),
  };
}
