import { useEffect, useEffectEvent, useState } from "react";
import type { EventItem } from "@/lib/api/types";
import { isNewer } from "../api/cache";

/** Scrolled less than this counts as being at the top. */
const TOP_PX = 120;

/** Holds back what arrives while the reader is further down, so that the list never jumps. */
export function useHeldBack(events: readonly EventItem[]) {
  const [newest, setNewest] = useState<EventItem | null>(null);

  const look = useEffectEvent(() => {
    const isAtTop = window.scrollY <= TOP_PX;
    if (isAtTop) setNewest(null);
    else if (newest === null) setNewest(events[0] ?? null);
  });
  useEffect(() => {
    const onScroll = () => look();
    onScroll();
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => window.removeEventListener("scroll", onScroll);
  }, []);

  // New ones stand at the beginning: the first that is not newer than the newest one shown ends them.
  const end = newest === null ? 0 : events.findIndex((event) => !isNewer(event, newest));
  const held = end === -1 ? events.length : end;
  return {
    shown: held === 0 ? events : events.slice(held),
    held,
    release: () => setNewest(null),
  };
}
