import type { Decision } from "@/lib/api/types";

export interface Advice {
  text: string;
  /** Where something can be done about it. */
  goTo?: "camera" | "hours" | "system";
}

/** What somebody can do who would have liked to be told. */
const ADVICE: Record<Decision["reason"], Advice> = {
  light: { text: "A cloud, a lamp or the camera’s own night light does this. Nothing needs to be done." },
  "nothing-recognised": {
    text: "Leaves, rain, shadows and insects look like this. Had it been a person, try a lower place or more light for the camera.",
  },
  still: { text: "Only what moves by itself is told of. If it did move, the camera may be too far away to see it." },
  brief: { text: "A thing has to be seen in a few pictures in a row. Point the camera so that people stay in its view longer." },
  "low-score": { text: "More light or a closer camera makes it surer. If you asked for more certainty yourself, ask for less.", goTo: "camera" },
  masked: { text: "You asked not to hear of this area.", goTo: "camera" },
  "outside-zones": { text: "You asked to hear only of what stands in your zones.", goTo: "camera" },
  small: { text: "You can allow other sizes.", goTo: "camera" },
  filter: { text: "You can change what is asked of it.", goTo: "camera" },
  parked: { text: "You are told when it leaves." },
  shade: { text: "Leaves in the sun throw shade that sways, and some of it has the shape of a person. Nothing needs to be done." },
  scenery: { text: "It never moved by itself, so it is taken as part of the place." },
  schedule: { text: "The camera was connected, but what it sees is not told at that time.", goTo: "hours" },
  detector: { text: "Home says whether it still fails. If you brought the detector yourself, use the built-in one.", goTo: "system" },
  budget: { text: "Fewer cameras, or a faster machine, leave more time to look.", goTo: "system" },
};

const NONE: Advice = { text: "" };

/** For the reason of a decision; a reason that a later version of the program brings has none. */
export function adviceOn(reason: string): Advice {
  return (ADVICE as Partial<Record<string, Advice>>)[reason] ?? NONE;
}
