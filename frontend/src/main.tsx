import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App, createParts } from "@/app/App";
import { followSystemTheme } from "@/lib/theme/theme";
import "@/app/theme.css";

followSystemTheme();

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
const parts = createParts();
createRoot(root).render(
  <StrictMode>
    <App {...parts} />
  </StrictMode>,
);
