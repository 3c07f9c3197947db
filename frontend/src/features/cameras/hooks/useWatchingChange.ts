import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { CAMERAS_KEY } from "@/features/cameras/api/cameras";
import type { Camera } from "@/lib/api/types";

/** What a timer of the browser can wait for at most. */
const LONGEST_MS = 2 ** 31 - 1;
/** The server's clock may be behind this one: ask again until it agrees. */
const AGAIN_MS = 15_000;
const AFTER_MS = 500;

/** Asks for the cameras anew at the moment at which this one begins or ends to watch: nobody sends a message then. */
export function useWatchingChange({ enabled, watching: { until } }: Camera): void {
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState({ until, times: 0 });
  const times = asked.until === until ? asked.times : 0;
  useEffect(() => {
    if (until === null || !enabled) return undefined;
    const wait = Math.max(Date.parse(until) - Date.now() + AFTER_MS, times > 0 ? AGAIN_MS : 0);
    const timer = setTimeout(
      () => {
        void queryClient.invalidateQueries({ queryKey: CAMERAS_KEY, exact: true });
        setAsked({ until, times: times + 1 });
      },
      Math.min(wait, LONGEST_MS),
    );
    return () => clearTimeout(timer);
  }, [queryClient, enabled, until, times]);
}
