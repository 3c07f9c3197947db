import type { FollowedThing, Overlay, Sides } from "./overlay";
import { nameOf } from "./words";

export type Layer = "motion" | "detections" | "tracks" | "zones";

export const LAYERS: readonly { layer: Layer; label: string }[] = [
  { layer: "motion", label: "Motion" },
  { layer: "detections", label: "What the detector sees" },
  { layer: "tracks", label: "Tracks" },
  { layer: "zones", label: "Zones and masks" },
];

export const ALL_LAYERS: ReadonlySet<Layer> = new Set(LAYERS.map(({ layer }) => layer));

/** A box over the picture. Kinds differ in stroke and word too: nobody needs to see colours to tell them apart. */
export interface Drawn {
  key: string;
  box: Sides;
  colour: string;
  width: number;
  dashes?: string;
  word?: string;
  /** Where the word stands: detections below their boxes, tracks above, so that both are read. */
  below?: boolean;
}

/** Intersection over union from which on two boxes are of one thing. */
const SAME = 0.5;

const STATES: Record<FollowedThing["state"], { colour: string; dashes?: string; word: string }> = {
  new: { colour: "#c8b6ff", dashes: "6 3", word: "new" },
  moving: { colour: "#8be28b", word: "moves" },
  still: { colour: "#ffffff", word: "still" },
  "left-out": { colour: "#ffb08a", dashes: "12 4", word: "not told" },
};

/** What is drawn of a picture, the most telling last, which is on top. */
export function drawnOf(overlay: Overlay, layers: ReadonlySet<Layer>): Drawn[] {
  const motion: Drawn[] = [
    ...plain("motion", overlay.motion, { colour: "#ffd166", width: 1.5, dashes: "2 4" }),
    ...plain("masked", overlay.masked, { colour: "#ffffff", width: 1.5, dashes: "2 4", word: "masked" }),
    ...plain("unlooked", overlay.unlooked, { colour: "#ff9ecb", width: 1.5, dashes: "6 6", word: "not looked at" }),
  ];
  const detections = overlay.detections.map(({ label, score, box }, index): Drawn => {
    // Of what is followed the track says what it is; two words would only cover more of the picture.
    const said = layers.has("tracks") && overlay.tracks.some((track) => track.label === label && overlap(track.box, box) > SAME);
    const word = said ? percent(score) : `${label} ${percent(score)}`;
    return { key: `detection-${String(index)}`, box, colour: "#7cc4ff", width: 1.5, dashes: "12 4", word, below: true };
  });
  const tracks = overlay.tracks.map((track): Drawn => {
    const { colour, dashes, word } = STATES[track.state];
    return { key: `track-${String(track.id)}`, box: track.box, colour, width: 3, ...(dashes ? { dashes } : {}), word: `${nameOf(track)} · ${word}` };
  });
  return [...(layers.has("motion") ? motion : []), ...(layers.has("detections") ? detections : []), ...(layers.has("tracks") ? tracks : [])];
}

function plain(kind: string, boxes: readonly Sides[], look: Omit<Drawn, "key" | "box">): Drawn[] {
  return boxes.map((box, index) => ({ key: `${kind}-${String(index)}`, box, ...look }));
}

function overlap([left, top, right, bottom]: Sides, [l, t, r, b]: Sides): number {
  const common = Math.max(0, Math.min(right, r) - Math.max(left, l)) * Math.max(0, Math.min(bottom, b) - Math.max(top, t));
  const both = (right - left) * (bottom - top) + (r - l) * (b - t) - common;
  return both > 0 ? common / both : 0;
}

export function percent(share: number): string {
  return `${String(Math.round(share * 100))} %`;
}
