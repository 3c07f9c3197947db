import type { Decision } from "@/lib/api/types";

/** Left, top, right, bottom as shares of the picture, 0–1. */
export type Sides = readonly [number, number, number, number];

export interface SeenThing {
  label: string;
  score: number;
  box: Sides;
}

export interface FollowedThing extends SeenThing {
  id: number;
  state: "new" | "moving" | "still" | "left-out";
  reason: Decision["reason"] | null;
  numbers: Record<string, number>;
  present: boolean;
  zones: readonly string[];
}

/** What the analysis made of one picture; as docs/reference/overlay.md says. */
export interface Overlay {
  at: string;
  astir: "still" | "motion" | "event";
  off_duty: boolean;
  whole: "" | "light" | "shake" | "black" | "frozen";
  motion: readonly Sides[];
  masked: readonly Sides[];
  unlooked: readonly Sides[];
  detections: readonly SeenThing[];
  tracks: readonly FollowedThing[];
}

/** Null for the first message, which says what follows, and for what is none. */
export function readOverlay(text: string): Overlay | null {
  try {
    const said = JSON.parse(text) as Partial<Overlay> | null;
    return said?.at !== undefined && Array.isArray(said.tracks) ? (said as Overlay) : null;
  } catch {
    return null;
  }
}
