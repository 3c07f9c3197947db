import { useSyncExternalStore } from "react";

const TICK_MS = 15_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const each of listeners) each();
    }, TICK_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function current(): number {
  // Stable within a render, as React demands, yet fresh for the first reader after a pause.
  if (listeners.size === 0 && Math.abs(Date.now() - now) > 1_000) now = Date.now();
  return now;
}

/** The time, renewed every 15 s by one timer for the whole page. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, current));
}
