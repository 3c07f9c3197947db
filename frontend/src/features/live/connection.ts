import type { Sink } from "./mediaPlayer";
import { placeAfter, plays, waysToShow, whyOther, type StreamName, type Way } from "./choose";
import { chooseTransport, type Platform, type Transport } from "./transport";

export type PictureState =
  | { kind: "connecting" }
  | {
      kind: "playing";
      transport: Transport;
      hasSound: boolean;
      /** Why it is not the picture that was asked for. */
      note: string | null;
    }
  /** There is no picture now; it tries again. */
  | { kind: "waiting" }
  /** It does not try again. */
  | { kind: "gone" };

export interface ConnectionOptions {
  url: (way: Way) => string;
  wanted: StreamName;
  platform: Platform;
  /** Starts a player for these tracks; `onFailure` when it cannot go on. */
  play: (transport: Transport, tracks: readonly string[], onFailure: () => void) => Sink;
  showPicture: (jpeg: ArrayBuffer) => void;
  onState: (state: PictureState) => void;
  random?: () => number;
}

const NOT_SIGNED_IN = 4401;
const NO_SUCH_CAMERA = 4404;
const ENCODERS_BUSY = 4503;
const RESTARTED = 1012;
const RESTARTED_WAIT_MS = 300;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
/** After this many failures of the player itself the next way is tried. */
const PLAYER_FAILURES = 2;

/** One viewer's connection to the live picture of one camera. It reconnects until closed. */
export class LivePictureConnection {
  readonly #options: ConnectionOptions;
  #socket: WebSocket | null = null;
  #sink: Sink | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #playerFailures = 0;
  readonly #ways: Way[];
  #place = 0;
  #busy = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#ways = waysToShow(options.platform, options.wanted);
  }

  open(): void {
    this.#options.onState({ kind: "connecting" });
    this.#connect();
  }

  /** Trying again is no news: what is told stays until it changes. */
  #connect(): void {
    this.close();
    const socket = new WebSocket(this.#options.url(this.#way));
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

  get #way(): Way {
    return this.#ways[this.#place] ?? { stream: this.#options.wanted, format: "jpeg" };
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
    const { tracks, stream } = readHeader(header);
    const way = { ...this.#way, stream };
    if (tracks === null) {
      this.#playing("jpeg", false, way);
      return;
    }
    if (!plays(this.#options.platform, tracks)) {
      this.#place = placeAfter(this.#ways, this.#place, tracks);
      this.#connect();
      return;
    }
    const transport = chooseTransport(this.#options.platform, tracks);
    this.#sink?.close();
    this.#sink = this.#options.play(transport, tracks, () => this.#playerFailed());
    const hasSound = tracks.some((mime) => mime.startsWith("audio/") && this.#options.platform.isTypeSupported(mime));
    this.#playing(transport, hasSound, way);
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

  #playing(transport: Transport, hasSound: boolean, way: Way): void {
    this.#failures = 0;
    // Without a media source single pictures are all there is: no reason to speak of kinds of video.
    const note = this.#ways.length === 1 ? null : whyOther(this.#options.wanted, way, this.#busy);
    this.#options.onState({ kind: "playing", transport, hasSound, note });
  }

  #playerFailed(): void {
    this.#playerFailures += 1;
    if (this.#playerFailures >= PLAYER_FAILURES) this.#next();
    else this.#lost(RESTARTED);
  }

  #next(): void {
    this.#playerFailures = 0;
    this.#place = Math.min(this.#place + 1, this.#ways.length - 1);
    this.#connect();
  }

  #lost(code: number): void {
    this.close();
    if (code === NOT_SIGNED_IN || code === NO_SUCH_CAMERA) {
      this.#options.onState({ kind: "gone" });
      return;
    }
    if (code === ENCODERS_BUSY) {
      this.#busy = true;
      this.#next();
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

/** The first message. `tracks` null: JPEGs follow. */
function readHeader(header: string): { tracks: string[] | null; stream: StreamName } {
  try {
    const { tracks, stream } = JSON.parse(header) as { tracks?: unknown; stream?: unknown };
    return {
      tracks: Array.isArray(tracks) ? tracks.filter((mime) => typeof mime === "string") : null,
      stream: stream === "sub" ? "sub" : "main",
    };
  } catch {
    return { tracks: null, stream: "main" };
  }
}
