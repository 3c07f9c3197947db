import { useEffect, useRef, useState } from "react";
import type { Overlay } from "../overlay";
import { gistOf } from "../words";

const PAUSE_MS = 5_000;

/** Tells screen readers who came, went or changed; politely, and after a pause, with what is true then. */
export function Gist({ overlay }: { overlay: Overlay | null }) {
  const gist = gistOf(overlay);
  const [told, setTold] = useState("");
  const toldAt = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, toldAt.current + PAUSE_MS - Date.now());
    const timer = setTimeout(() => {
      toldAt.current = Date.now();
      setTold(gist);
    }, wait);
    return () => clearTimeout(timer);
  }, [gist]);
  return (
    <p role="status" aria-label="Tracks" className="sr-only">
      {told}
    </p>
  );
}
