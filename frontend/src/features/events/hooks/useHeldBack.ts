import { useEffect, useEffectEvent, useState } from "react";
import type { EventItem } from "@/lib/api/types";
import { isNewer } from "../api/cache";

/** Scrolled less than this counts as being at the top. */
const TOP_PX = 120;

/** The newest event that each list showed when it was left: coming back to its middle, what came since waits too. */
const leftAt = new Map<string, EventItem>();

/** Holds back what arrives while the reader is further down, so that the list never jumps. */
export function useHeldBack(events: readonly EventItem[], listName: string) {
  const [newest, setNewest] = useState<EventItem | null>(() => leftAt.get(listName) ?? null);

  // New ones stand at the beginning: the first that is not newer than the newest one shown ends them.
  const end = newest === null ? 0 : events.findIndex((event) => !isNewer(event, newest));
  const held = end === -1 ? events.length : end;
  const shown = held === 0 ? events : events.slice(held);

  const look = useEffectEvent(() => {
    const isAtTop = window.scrollY <= TOP_PX;
    if (isAtTop) setNewest(null);
    else if (newest === null) setNewest(shown[0] ?? null);
  });
  const leave = useEffectEvent(() => {
    const first = shown[0];
    if (first) leftAt.set(listName, first);
  });
  useEffect(() => {
    const onScroll = () => look();
    // One frame later: by then the router has put the page back to where it was.
    const frame = requestAnimationFrame(onScroll);
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", onScroll);
    };
  }, []);
  useEffect(() => () => leave(), []);

  return { shown, held, release: () => setNewest(null) };
}
