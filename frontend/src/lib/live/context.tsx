import { createContext, useContext, useEffect, useEffectEvent } from "react";
import type { LiveMessage } from "./messages";
import type { LiveStatus } from "./socket";

export interface LiveLine {
  status: LiveStatus;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (message: LiveMessage) => void): () => void;
}

const silent: LiveLine = { status: "connecting", subscribe: () => () => undefined };

export const LiveContext = createContext<LiveLine>(silent);

export function useLiveStatus(): LiveStatus {
  return useContext(LiveContext).status;
}

/** Calls `listener` with each live message while the component is shown. */
export function useLiveMessages(listener: (message: LiveMessage) => void): void {
  const { subscribe } = useContext(LiveContext);
  const heard = useEffectEvent(listener);
  useEffect(() => subscribe((message) => heard(message)), [subscribe]);
}
