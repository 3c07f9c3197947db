import { useEffect, useState } from "react";
import { liveUrl } from "@/lib/live/useLiveSocket";
import { SightConnection, type SightState } from "../connection";
import type { Overlay } from "../overlay";
import { rateOf } from "../words";

export interface Sight {
  state: SightState;
  /** Of the newest picture; null while there is none that is fresh. */
  overlay: Overlay | null;
  /** The same, renewed once a second at most: for words, which must stand still to be read. */
  calm: Overlay | null;
  /** Pictures a second. */
  rate: number | null;
}

const CALM_MS = 1_000;
const TIMES = 20;

/** Connects while the page is visible; a hidden page costs neither the camera nor the battery anything. */
export function useSight(cameraId: string): Sight {
  const [sight, setSight] = useState<Sight>({ state: "connecting", overlay: null, calm: null, rate: null });

  useEffect(() => {
    let times: number[] = [];
    let calmAt = 0;
    const show = (overlay: Overlay | null) => {
      const now = Date.now();
      const due = overlay === null || now - calmAt >= CALM_MS;
      if (due) calmAt = overlay === null ? 0 : now;
      times = overlay === null ? [] : [...times, Date.parse(overlay.at)].slice(-TIMES);
      const rate = rateOf(times);
      setSight((before) => ({ ...before, overlay, ...(due ? { calm: overlay, rate } : {}) }));
    };
    const connection = new SightConnection({
      url: liveUrl(`/api/v1/cameras/${cameraId}/live?format=overlay`),
      onOverlay: show,
      onState: (state) => setSight((before) => (before.state === state ? before : { ...before, state })),
    });
    const follow = () => {
      if (document.visibilityState === "hidden") connection.close();
      else connection.open();
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      connection.close();
    };
  }, [cameraId]);

  return sight;
}
