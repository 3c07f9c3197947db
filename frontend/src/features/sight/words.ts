import type { Decision } from "@/lib/api/types";
import type { SightState } from "./connection";
import type { FollowedThing, Overlay } from "./overlay";

/** Why a thing is not told, after a colon. */
const REASONS: Record<Decision["reason"], string> = {
  light: "the light has just changed",
  "nothing-recognised": "nothing was recognised",
  still: "it has not moved by itself",
  brief: "it was seen too briefly",
  "low-score": "not sure enough",
  masked: "it is in a mask",
  "outside-zones": "it is not in a zone that you ask for",
  small: "its size is not one that you ask for",
  filter: "your filters ask for something else",
  parked: "it is parked, or belongs there",
  shade: "it is shade that moves",
  scenery: "it is part of the place",
  schedule: "the camera does not watch now",
  detector: "the detector did not work",
  budget: "there was no time to look",
};

const STATES: Record<FollowedThing["state"], string> = {
  new: "not sure yet",
  moving: "moves",
  still: "stands still",
  "left-out": "not told",
};

const WHOLE: Record<Overlay["whole"], string> = {
  "": "",
  light: "the light changed",
  shake: "the camera shakes",
  black: "the picture is all one colour",
  frozen: "the picture stands still to the last bit",
};

const ASTIR: Record<Overlay["astir"], string> = {
  still: "nothing moves",
  motion: "something moves",
  event: "an event is open",
};

/** "Person 3". */
export function nameOf({ label, id }: Pick<FollowedThing, "label" | "id">): string {
  return `${label.charAt(0).toUpperCase()}${label.slice(1)} ${String(id)}`;
}

/** "moves", "not told: it is parked". */
export function stateOf({ state, reason }: Pick<FollowedThing, "state" | "reason">): string {
  return reason === null ? STATES[state] : `${STATES[state]}: ${REASONS[reason]}`;
}

/** Pictures a second, by the times of the latest; null while too few came. */
export function rateOf(times: readonly number[]): number | null {
  const [first, last] = [times[0], times.at(-1)];
  return times.length > 2 && first !== undefined && last !== undefined && last > first ? ((times.length - 1) * 1000) / (last - first) : null;
}

/** "Looks at 5 pictures a second · 2 tracks · something moves". */
export function lineOf(overlay: Overlay | null, rate: number | null, state: SightState): string {
  if (state === "gone") return "This is no longer available.";
  if (state === "waiting") return "No word from the analysis right now; trying again…";
  if (overlay === null) return state === "open" ? "No picture is being looked at right now." : "Connecting…";
  const parts = [rateWords(rate), tracksWords(overlay.tracks.length), ASTIR[overlay.astir], WHOLE[overlay.whole]];
  if (overlay.unlooked.length > 0) parts.push("no time to look everywhere");
  if (overlay.off_duty) parts.push("the camera does not watch now, so nothing is told");
  return parts.filter(Boolean).join(" · ");
}

function rateWords(rate: number | null): string {
  if (rate === null) return "Looking";
  const whole = Math.round(rate);
  if (whole < 1) return "Looks at less than one picture a second";
  return whole === 1 ? "Looks at one picture a second" : `Looks at ${String(whole)} pictures a second`;
}

function tracksWords(count: number): string {
  return count === 1 ? "1 track" : `${count === 0 ? "no" : String(count)} tracks`;
}

/** What is worth telling somebody who listens: who is there, and how; not where, nor how sure. */
export function gistOf(overlay: Overlay | null): string {
  if (overlay === null) return "";
  const told = overlay.tracks.filter(({ state }) => state !== "new");
  return told.length === 0 ? "No tracks." : `${told.map((track) => `${nameOf(track)} ${stateOf(track)}`).join("; ")}.`;
}
