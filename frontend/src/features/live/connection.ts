import type { Sink } from "./mediaPlayer";
import { chooseTransport, type Platform, type Transport } from "./transport";

export type PictureState =
  | { kind: "connecting" }
  | { kind: "playing"; transport: Transport; hasSound: boolean }
  /** There is no picture now; it tries again. */
  | { kind: "waiting" }
  /** It does not try again. */
  | { kind: "gone" };

export interface ConnectionOptions {
  url: (format: "mp4" | "jpeg") => string;
  platform: Platform;
  /** Starts a player for these tracks; `onFailure` when it cannot go on. */
  play: (transport: Transport, tracks: readonly string[], onFailure: () => void) => Sink;
  showPicture: (jpeg: ArrayBuffer) => void;
  onState: (state: PictureState) => void;
  random?: () => number;
}

const NOT_SIGNED_IN = 4401;
const NO_SUCH_CAMERA = 4404;
const RESTARTED = 1012;
const RESTARTED_WAIT_MS = 300;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
/** After this many failures of the player itself the browser gets JPEGs. */
const PLAYER_FAILURES = 2;

/** One viewer's connection to the live picture of one camera. It reconnects until closed. */
export class LivePictureConnection {
  readonly #options: ConnectionOptions;
  #socket: WebSocket | null = null;
  #sink: Sink | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #playerFailures = 0;
  #jpegOnly: boolean;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#jpegOnly = chooseTransport(options.platform, []) === "jpeg";
  }

  open(): void {
    this.#options.onState({ kind: "connecting" });
    this.#connect();
  }

  /** Trying again is no news: what is told stays until it changes. */
  #connect(): void {
    this.close();
    const socket = new WebSocket(this.#options.url(this.#jpegOnly ? "jpeg" : "mp4"));
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.onmessage = ({ data }: MessageEvent) => {
      if (socket !== this.#socket) return;
      if (typeof data === "string") this.#begin(data);
      else if (data instanceof ArrayBuffer) this.#receive(data);
    };
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#lost(code);
    };
  }

  close(): void {
    clearTimeout(this.#retry);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#sink?.close();
    this.#sink = null;
  }

  #begin(header: string): void {
    const tracks = readTracks(header);
    if (tracks === null) {
      this.#playing("jpeg", false);
      return;
    }
    const transport = chooseTransport(this.#options.platform, tracks);
    if (transport === "jpeg") {
      this.#useJpeg();
      return;
    }
    this.#sink?.close();
    this.#sink = this.#options.play(transport, tracks, () => this.#playerFailed());
    const hasSound = tracks.some((mime) => mime.startsWith("audio/") && this.#options.platform.isTypeSupported(mime));
    this.#playing(transport, hasSound);
  }

  #receive(bytes: ArrayBuffer): void {
    if (this.#sink === null) {
      this.#options.showPicture(bytes);
      return;
    }
    const all = new Uint8Array(bytes);
    const track = all[0];
    if (track !== undefined) this.#sink.add(track, all.subarray(1));
  }

  #playing(transport: Transport, hasSound: boolean): void {
    this.#failures = 0;
    this.#options.onState({ kind: "playing", transport, hasSound });
  }

  #playerFailed(): void {
    this.#playerFailures += 1;
    if (this.#playerFailures >= PLAYER_FAILURES) this.#useJpeg();
    else this.#lost(RESTARTED);
  }

  #useJpeg(): void {
    this.#jpegOnly = true;
    this.#connect();
  }

  #lost(code: number): void {
    this.close();
    if (code === NOT_SIGNED_IN || code === NO_SUCH_CAMERA) {
      this.#options.onState({ kind: "gone" });
      return;
    }
    this.#options.onState({ kind: "waiting" });
    this.#retry = setTimeout(() => this.#connect(), code === RESTARTED ? RESTARTED_WAIT_MS : this.#wait());
  }

  #wait(): number {
    const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures);
    this.#failures += 1;
    return ceiling / 2 + ((this.#options.random ?? Math.random)() * ceiling) / 2;
  }
}

/** The tracks in the first message; null: JPEGs follow. */
function readTracks(header: string): string[] | null {
  try {
    const { tracks } = JSON.parse(header) as { tracks?: unknown };
    return Array.isArray(tracks) ? tracks.filter((mime) => typeof mime === "string") : null;
  } catch {
    return null;
  }
}
