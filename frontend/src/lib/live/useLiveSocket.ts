import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { LiveLine } from "./context";
import type { LiveMessage } from "./messages";
import { LiveSocket, type LiveStatus } from "./socket";

export function liveUrl(path: string): string {
  const url = new URL(path, window.location.origin);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

interface LiveSocketUse {
  /** Writes a message into the query cache, before anybody else hears of it. */
  apply(message: LiveMessage): void;
  onRefused(): void;
  /** What perishable messages keep true: fetched anew after every gap. */
  perishable: readonly QueryKey[];
}

/** Keeps the live line open while the component is shown. */
export function useLiveSocket({ apply, onRefused, perishable }: LiveSocketUse): LiveLine {
  const [status, setStatus] = useState<LiveStatus>("connecting");
  const listeners = useRef(new Set<(message: LiveMessage) => void>());
  const queryClient = useQueryClient();
  const applied = useEffectEvent(apply);
  const refused = useEffectEvent(onRefused);
  const resumed = useEffectEvent(() => {
    for (const queryKey of perishable) void queryClient.invalidateQueries({ queryKey });
  });

  useEffect(() => {
    const socket = new LiveSocket({
      url: liveUrl("/api/v1/live"),
      onMessage: (message) => {
        applied(message);
        for (const listener of listeners.current) listener(message);
      },
      onReset: () => void queryClient.invalidateQueries(),
      onResume: () => resumed(),
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
