import { readOverlay, type Overlay } from "./overlay";

export type SightState = "connecting" | "open" | "waiting" | "gone";

export interface SightOptions {
  url: string;
  /** Null: what was told is too old to be shown. */
  onOverlay: (overlay: Overlay | null) => void;
  onState: (state: SightState) => void;
  random?: () => number;
}

const NOT_SIGNED_IN = 4401;
const NO_SUCH_CAMERA = 4404;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
/** Boxes of a picture that has moved on mislead. */
const FRESH_MS = 3_000;

/** Hears what the analysis of one camera makes of its pictures. It reconnects until closed. */
export class SightConnection {
  readonly #options: SightOptions;
  #socket: WebSocket | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #stale: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  constructor(options: SightOptions) {
    this.#options = options;
  }

  open(): void {
    this.#options.onState("connecting");
    this.#connect();
  }

  close(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#stale);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#options.onOverlay(null);
  }

  #connect(): void {
    const socket = new WebSocket(this.#options.url);
    this.#socket = socket;
    socket.onmessage = ({ data }: MessageEvent) => {
      if (socket === this.#socket && typeof data === "string") this.#heard(data);
    };
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#lost(code);
    };
  }

  #heard(text: string): void {
    this.#failures = 0;
    this.#options.onState("open");
    const overlay = readOverlay(text);
    if (overlay === null) return;
    clearTimeout(this.#stale);
    this.#stale = setTimeout(() => this.#options.onOverlay(null), FRESH_MS);
    this.#options.onOverlay(overlay);
  }

  #lost(code: number): void {
    this.close();
    if (code === NOT_SIGNED_IN || code === NO_SUCH_CAMERA) {
      this.#options.onState("gone");
      return;
    }
    this.#options.onState("waiting");
    this.#retry = setTimeout(() => this.#connect(), this.#wait());
  }

  #wait(): number {
    const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures);
    this.#failures += 1;
    return ceiling / 2 + ((this.#options.random ?? Math.random)() * ceiling) / 2;
  }
}
