/** Where the clip comes from: as it was recorded, converted for this browser, or nowhere that it plays. */
export type ClipSource = "recorded" | "converted" | "none";

/** What to try when the player cannot go on. A browser without H.265 fails at once, or plays the sound alone: then the
 * picture has no width. */
export function nextSource(source: ClipSource): ClipSource {
  return source === "recorded" ? "converted" : "none";
}

export function convertedUrl(eventId: string): string {
  return `/api/v1/events/${eventId}/clip?as=h264`;
}

/** A part of the clip, between two of its seconds. */
export function partUrl(eventId: string, from: number, to: number): string {
  return `/api/v1/events/${eventId}/clip?from=${seconds(from)}&to=${seconds(to)}&download=1`;
}

/** Why a part cannot be had, as a sentence; null: it can. */
export function faultOfPart(from: number, to: number, length: number): string | null {
  if (!Number.isFinite(from) || !Number.isFinite(to) || from < 0) return "Give both times in seconds.";
  if (from >= length) return `The clip lasts ${seconds(length)} seconds.`;
  return to - from < 0.1 ? "The end has to come after the beginning." : null;
}

function seconds(value: number): string {
  return String(Math.round(value * 10) / 10);
}
