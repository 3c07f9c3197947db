import type { Key } from "./api/keys";

interface Named {
  id: string;
  name: string;
}

/** What a key is good for. */
export function keyInWords(key: Pick<Key, "scopes" | "camera_ids">, cameras: readonly Named[]): string {
  const may = [
    ...(key.scopes.includes("streams:read") ? [`Watches ${camerasInWords(key, cameras)}.`] : []),
    ...(key.scopes.includes("doorbell:press") ? [`Rings at ${camerasInWords(key, cameras)}.`] : []),
    ...(key.scopes.includes("presence:write") ? ["Tells who is at home."] : []),
    ...(key.scopes.includes("modes:write") ? ["Chooses the mode."] : []),
  ];
  return may.join(" ");
}

/** With whom a key ends. */
export function makerInWords({ made_by }: Pick<Key, "made_by">): string {
  return made_by === null ? "Nobody knows who made it, so it ends with nobody: revoke it if you do not need it." : `Made by ${made_by}.`;
}

/** Which cameras a key opens. */
export function camerasInWords(key: Pick<Key, "camera_ids">, cameras: readonly Named[]): string {
  if (key.camera_ids === null) return "all cameras";
  const names = cameras.filter(({ id }) => key.camera_ids?.includes(id)).map(({ name }) => name);
  return names.length > 0 ? names.join(", ") : "cameras that were deleted";
}

export interface StreamAddress {
  label: string;
  url: string;
}

/** Where other programs find a camera. `origin`: as this page was reached. */
export function addressesOf(cameraId: string, origin: string, key = "KEY"): StreamAddress[] {
  const base = `${origin}/api/v1/cameras/${cameraId}`;
  return [
    { label: "Video with sound (VLC, Home Assistant, ffmpeg)", url: `${base}/stream.mp4?key=${key}` },
    { label: "Single pictures, some a second (MJPEG)", url: `${base}/stream.mjpeg?key=${key}` },
    { label: "The newest picture", url: `${base}/snapshot.jpg?key=${key}` },
    { label: "Doorbell: send a POST here when it rings", url: `${base}/doorbell/press?key=${key}` },
  ];
}
