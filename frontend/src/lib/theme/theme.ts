import { useSyncExternalStore } from "react";

export type ThemeChoice = "system" | "light" | "dark";

/** The same key stands in public/theme.js, which sets the theme before the first paint. */
const KEY = "argusai.theme";
const listeners = new Set<() => void>();

function choice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

function prefersDark(): MediaQueryList {
  return window.matchMedia("(prefers-color-scheme: dark)");
}

export function applyTheme(): void {
  const wanted = choice();
  const dark = wanted === "dark" || (wanted === "system" && prefersDark().matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

export function chooseTheme(next: ThemeChoice): void {
  try {
    if (next === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // Storage may be forbidden: the system's theme stays.
  }
  applyTheme();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, choice);
}

/** Follows the system's theme while nothing else is chosen; returns the function that ends it. */
export function followSystemTheme(): () => void {
  applyTheme();
  const system = prefersDark();
  system.addEventListener("change", applyTheme);
  return () => system.removeEventListener("change", applyTheme);
}
