import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { LiveLine } from "./context";
import type { LiveMessage } from "./messages";
import { LiveSocket, type LiveStatus } from "./socket";

export function liveUrl(path: string): string {
  const url = new URL(path, window.location.origin);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

/** Keeps the live line open while the component is shown; `apply` writes each message into the query cache first. */
export function useLiveSocket(apply: (message: LiveMessage) => void, onRefused: () => void): LiveLine {
  const [status, setStatus] = useState<LiveStatus>("connecting");
  const listeners = useRef(new Set<(message: LiveMessage) => void>());
  const queryClient = useQueryClient();
  const applied = useEffectEvent(apply);
  const refused = useEffectEvent(onRefused);

  useEffect(() => {
    const socket = new LiveSocket({
      url: liveUrl("/api/v1/live"),
      onMessage: (message) => {
        applied(message);
        for (const listener of listeners.current) listener(message);
      },
      onReset: () => void queryClient.invalidateQueries(),
      onStatus: (next) => {
        setStatus(next);
        if (next === "refused") refused();
      },
    });
    socket.start();
    return () => socket.stop();
  }, [queryClient]);

  return useMemo(
    () => ({
      status,
      subscribe: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [status],
  );
}
