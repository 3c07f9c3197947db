import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App, createParts } from "@/app/App";
import { keepWorker } from "@/lib/pwa/worker";
import { followSystemTheme } from "@/lib/theme/theme";
import "@/app/theme.css";

followSystemTheme();
keepWorker();

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
const parts = createParts();
createRoot(root).render(
  <StrictMode>
    <App {...parts} />
  </StrictMode>,
);
