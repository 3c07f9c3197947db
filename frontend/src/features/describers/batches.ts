import type { Batch, BatchEstimate } from "./api/batches";
import { money } from "./words";

function events(count: number): string {
  return count === 1 ? "1 event" : `${String(count)} events`;
}

/** How many, by whom, and what it will cost, before anything is asked. */
export function estimateInWords({ events: count, most, skipped, usual, at_most, price_known, describers }: BatchEstimate): string {
  const left = skipped > 0 ? ` ${skipped === 1 ? "1 more fits" : `${String(skipped)} more fit`}, but nobody may be asked for their camera.` : "";
  if (count === 0) return `No event with a picture fits that is not described already, or being described.${left}`;
  const all = count === most ? `The newest ${events(count)}; start again for older ones.` : `${events(count)}.`;
  return `${all} First asked: ${describers.join(", ")}. ${costAhead(usual, at_most, price_known)}${left}`;
}

function costAhead(usual: number | null, atMost: number, priceKnown: boolean): string {
  if (atMost === 0) return "It costs nothing if each is answered when it is asked first.";
  const bound = `${money(atMost)} at most if each is answered when it is asked first. Failed calls, the next describer and second looks at danger come on top, within your limits`;
  if (!priceKnown) return `The price of the model is not known; it is counted as a dear one: ${bound}.`;
  return usual === null ? `It costs ${bound}.` : `It costs about ${money(usual)}, ${bound}.`;
}

/** How far it is, in one line; `waits`: no describer is on, so nobody is asked. */
export function progressInWords({ events: all, described, given_up, capped, left, cancelled, cost }: Batch, waits = false): string {
  const unanswered = given_up - capped;
  const parts = [
    `${String(described)} of ${events(all)} described`,
    left > 0 && `${String(left)} to go`,
    capped > 0 && `${String(capped)} stopped by a limit`,
    unanswered > 0 && (cancelled ? `${String(unanswered)} cancelled or without an answer` : `${String(unanswered)} without an answer`),
  ];
  const spent = cost === 0 ? "It cost nothing so far." : `The answers cost ${money(cost)}.`;
  return `${parts.filter(Boolean).join(", ")}. ${spent}${waits && left > 0 ? " No describer is on, so the rest waits for one, a day at most." : ""}`;
}
