import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const backend = process.env.ARGUSAI_BACKEND ?? "http://127.0.0.1:8710";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: process.env.ARGUSAI_STATIC ?? "../backend/argusai/static",
    emptyOutDir: true,
    target: ["chrome111", "firefox114", "safari16.4"],
  },
  server: {
    proxy: {
      "/api": { target: backend, ws: true },
      "/health": backend,
    },
  },
});
