import { followEdge } from "./follow";
import { TrackBuffer } from "./trackBuffer";
import { mediaSourceClass, playableTracks, readPlatform, type Transport } from "./transport";

/** Where the pieces of a stream go. */
export interface Sink {
  add(track: number, piece: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

/** Plays fragmented MP4 in `video`, close to the live edge. `onFailure`: it cannot go on with this connection. */
export function playInto(
  video: HTMLVideoElement,
  transport: Transport,
  tracks: readonly string[],
  onFailure: () => void,
): Sink {
  const Source = mediaSourceClass(transport);
  if (Source === undefined) throw new Error(`This browser has no media source for “${transport}”`);
  const source = new Source();
  const url = URL.createObjectURL(source);
  const playable = playableTracks(readPlatform(), tracks);
  const early: [number, Uint8Array<ArrayBuffer>][] = [];
  let buffers: (TrackBuffer | null)[] | null = null;

  const follow = () => {
    const { buffered } = video;
    if (buffered.length === 0) return;
    const { seek, rate } = followEdge(buffered.start(buffered.length - 1), buffered.end(buffered.length - 1), video.currentTime);
    if (seek !== null) video.currentTime = seek;
    if (video.playbackRate !== rate) video.playbackRate = rate;
  };
  const begin = () => {
    URL.revokeObjectURL(url);
    try {
      buffers = tracks.map((mime, index) =>
        playable[index] ? new TrackBuffer(source.addSourceBuffer(mime), () => video.currentTime, follow, onFailure) : null,
      );
    } catch {
      onFailure();
      return;
    }
    for (const [track, piece] of early.splice(0)) buffers[track]?.add(piece);
  };

  source.addEventListener("sourceopen", begin, { once: true });
  video.addEventListener("error", onFailure);
  // Safari opens a managed source only where playing on another screen is ruled out.
  if (transport === "managed") video.disableRemotePlayback = true;
  video.src = url;
  // Playing muted is allowed everywhere; a refusal only means that the person has to tap.
  video.play().catch(() => undefined);

  return {
    add(track, piece) {
      if (buffers === null) early.push([track, piece]);
      else buffers[track]?.add(piece);
    },
    close() {
      source.removeEventListener("sourceopen", begin);
      video.removeEventListener("error", onFailure);
      URL.revokeObjectURL(url);
      buffers = [];
    },
  };
}
