/** How live pictures reach the screen: Media Source, the managed kind of iPhones, or one JPEG after the other. */
export type Transport = "mse" | "managed" | "jpeg";

/** What the browser has. `isTypeSupported` asks whichever of the two it would use. */
export interface Platform {
  MediaSource: boolean;
  ManagedMediaSource: boolean;
  isTypeSupported: (mime: string) => boolean;
}

/** `tracks`: MIME types with codecs, as the server announces them; empty while they are not known yet. */
export function chooseTransport(platform: Platform, tracks: readonly string[]): Transport {
  if (!platform.MediaSource && !platform.ManagedMediaSource) return "jpeg";
  const pictures = tracks.filter((mime) => mime.startsWith("video/"));
  if (tracks.length > 0 && !pictures.some((mime) => platform.isTypeSupported(mime))) return "jpeg";
  return platform.MediaSource ? "mse" : "managed";
}

/** Which tracks to play: sound that the browser cannot play is left out, the picture goes on. */
export function playableTracks(platform: Platform, tracks: readonly string[]): boolean[] {
  return tracks.map((mime) => platform.isTypeSupported(mime));
}

interface MediaWindow {
  MediaSource?: typeof MediaSource;
  ManagedMediaSource?: typeof MediaSource;
}

export function mediaSourceClass(transport: Transport, host: MediaWindow = window as MediaWindow): typeof MediaSource | undefined {
  if (transport === "jpeg") return undefined;
  return transport === "mse" ? host.MediaSource : host.ManagedMediaSource;
}

export function readPlatform(host: MediaWindow = window as MediaWindow): Platform {
  const asked = host.MediaSource ?? host.ManagedMediaSource;
  return {
    MediaSource: host.MediaSource !== undefined,
    ManagedMediaSource: host.ManagedMediaSource !== undefined,
    isTypeSupported: (mime) => asked?.isTypeSupported(mime) ?? false,
  };
}
