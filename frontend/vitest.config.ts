import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  test: {
    environment: "jsdom",
    globals: true,
    // The files of a worker share one jsdom and one load of the modules: a third of the time. The setup file puts
    // back what a test may change, and `make alone` runs every file in a jsdom of its own, in another order.
    isolate: false,
    // Bounds, not waits: a busy machine must not fail a test. Longer than the bound of testing-library (vitest.setup.ts),
    // so that its message, which names what was waited for, comes first.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    setupFiles: ["./vitest.setup.ts"],
    include: ["**/*.{test,spec}.{ts,tsx}"],
    coverage: {
      provider: "v8",
      reporter: ["text", "json", "lcov"],
      include: ["src/**/*.{ts,tsx}"],
      exclude: ["src/main.tsx", "src/lib/api/schema.gen.ts", "src/lib/testing/**"],
      thresholds: { lines: 60 },
    },
  },
});
