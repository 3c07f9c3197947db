import { useState } from "react";
import { useLiveMessages } from "@/lib/live/context";
import { onThisClock } from "@/lib/time/format";

const URGENT = 2;

/** Reads new events out to screen readers: politely once when they open, at once when they are or become urgent. */
export function EventAnnouncer() {
  const [polite, setPolite] = useState("");
  const [urgent, setUrgent] = useState("");
  const [told] = useState(() => new Set<string>());

  useLiveMessages((message) => {
    // That a camera is blind, the banner says; that it is back, nothing else would.
    if (message.kind === "outage.ended") setPolite(onThisClock(message.body.outage.sentence));
    if (message.kind !== "event.opened" && message.kind !== "event.grown" && message.kind !== "event.closed") return;
    const { event } = message.body;
    const text = `${event.camera_name}: ${event.description.text}`;
    if (event.attention === URGENT) {
      if (told.has(event.id)) return;
      told.add(event.id);
      setUrgent(`Urgent. ${text}`);
    } else if (message.kind === "event.opened") {
      setPolite(`New event. ${text}`);
    }
  });

  return (
    <div className="sr-only">
      <p aria-live="polite">{polite}</p>
      <p aria-live="assertive">{urgent}</p>
    </div>
  );
}
