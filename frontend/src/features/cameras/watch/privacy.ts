import type { Camera } from "@/lib/api/types";
import { shapeFault, type Corner } from "./polygon";
import type { Shape } from "./shapes";

export const MOST_PRIVACY_MASKS = 20;

/** A privacy mask while it is edited; `key` never changes. */
export interface PrivacyMask {
  key: string;
  corners: readonly Corner[];
}

export function masksOf(camera: Camera): PrivacyMask[] {
  return camera.privacy.polygons.map((polygon, index) => ({
    key: `stored-${String(index)}`,
    corners: polygon.map(([x = 0, y = 0]): Corner => [x, y]),
  }));
}

/** A privacy mask being drawn. `refused`: how often it was tried to save before it had enough corners. */
export interface PrivacyDrawing {
  corners: readonly Corner[];
  refused: number;
}

export function newMask(corners: readonly Corner[]): PrivacyMask {
  return { key: crypto.randomUUID(), corners };
}

export function privacyTitle(index: number): string {
  return `Privacy mask ${String(index + 1)}`;
}

export function privacyShapes(masks: readonly PrivacyMask[]): Shape[] {
  return masks.map(({ key, corners }, index) => ({ key, look: "privacy", title: privacyTitle(index), corners }));
}

export function polygonsOf(masks: readonly PrivacyMask[]): number[][][] {
  return masks.map(({ corners }) => corners.map(([x, y]) => [x, y]));
}

export function anyFault(masks: readonly PrivacyMask[]): string | undefined {
  const index = masks.findIndex(({ corners }) => shapeFault(corners) !== undefined);
  const mask = masks[index];
  return mask && `${privacyTitle(index)}: ${shapeFault(mask.corners) ?? ""}`;
}

/** What masks do to a camera, in a sentence or two. */
export function privacyWords({ privacy, health }: Camera): string[] {
  const count = privacy.polygons.length;
  if (count === 0) return ["Nothing is hidden."];
  const hidden = `${count === 1 ? "One place is" : `${String(count)} places are`} black in everything that is stored, shown or sent.`;
  const masked = health.masked;
  if (masked?.reason) return [hidden, masked.reason];
  if (privacy.video === "pictures") return [hidden, "There are pictures alone: no clips, no video, no sound."];
  if (!masked?.cores) return [hidden, "Its video is re-encoded. What that costs is known in a moment."];
  return [hidden, `Re-encoding its video costs about ${coresInWords(masked.cores)}.`];
}

function coresInWords(cores: number): string {
  return cores < 0.05 ? "a twentieth of a processor core or less" : `${cores.toFixed(cores < 0.1 ? 2 : 1)} of a processor core`;
}
