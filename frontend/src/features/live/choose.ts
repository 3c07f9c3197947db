import { chooseTransport, type Platform } from "./transport";

export type StreamName = "main" | "sub";

/** One way in which a picture can come: `h264` is encoded anew by the server, `jpeg` are single pictures. */
export interface Way {
  stream: StreamName;
  format: "mp4" | "h264" | "jpeg";
}

/** Every way to show what somebody wants to see, the best first. A camera without a small stream answers with its large
 * one, which then turns out to be as unplayable: so nobody has to know what the camera has. */
export function waysToShow(platform: Platform, wanted: StreamName): Way[] {
  const single: Way = { stream: wanted, format: "jpeg" };
  if (chooseTransport(platform, []) === "jpeg") return [single];
  const asItIs: Way[] = wanted === "main" ? [{ stream: "main", format: "mp4" }, { stream: "sub", format: "mp4" }] : [{ stream: "sub", format: "mp4" }];
  return [...asItIs, { stream: wanted, format: "h264" }, single];
}

/** The way after `place`, when the browser does not play `tracks`. Only H.265 is worth an encoder: what else cameras send
 * are single pictures anyway. */
export function placeAfter(ways: readonly Way[], place: number, tracks: readonly string[]): number {
  const last = ways.length - 1;
  const next = Math.min(place + 1, last);
  return ways[next]?.format === "h264" && !tracks.some((mime) => /codecs="(hvc1|hev1)/.test(mime)) ? last : next;
}

/** Whether the browser plays what the server has announced for a way. */
export function plays(platform: Platform, tracks: readonly string[]): boolean {
  return chooseTransport(platform, tracks) !== "jpeg";
}

/** Why the picture is not the one that was asked for, as a sentence; null: it is. */
export function whyOther(wanted: StreamName, shown: Way, busy: boolean): string | null {
  if (shown.format === "h264") return "Converted, because this browser cannot play the camera's kind of video.";
  if (shown.format === "jpeg") {
    return busy
      ? "Single pictures: this browser cannot play the camera's kind of video, and ArgusAI is converting others already."
      : "Single pictures, because this browser cannot play the camera's kind of video.";
  }
  return wanted === shown.stream ? null : "The small picture, because this browser cannot play the large one.";
}
