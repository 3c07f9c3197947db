import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { installBrowserGaps } from "@/lib/testing/browser";
import { server } from "@/lib/testing/server";
import { FakeSocket } from "@/lib/testing/sockets";

installBrowserGaps();
// What a person has seconds for, a busy machine must not run out of.
vi.mock("@/lib/waits", () => ({ NOTICE_MS: 600_000, UNDO_MS: 600_000 }));
// A bound, not a wait: a busy machine must not fail a test.
configure({ asyncUtilTimeout: 30_000 });

beforeAll(() => {
  // Testing-library does so only for the first file of a worker that loads it.
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  server.listen({ onUnhandledRequest: "error" });
  // After listen: MSW puts its own WebSocket in place.
  vi.stubGlobal("WebSocket", FakeSocket);
});

afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
  FakeSocket.all = [];
});

afterAll(() => server.close());
