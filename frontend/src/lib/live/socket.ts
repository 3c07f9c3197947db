import { readMessage, type LiveMessage } from "./messages";

export type LiveStatus = "connecting" | "online" | "offline" | "refused";

export interface LiveSocketOptions {
  url: string;
  onMessage(message: LiveMessage): void;
  /** What was missed cannot be resent: everything shown must be fetched again. */
  onReset(): void;
  /** Recorded updates are being resent; perishable ones (health, troubles) never are. */
  onResume(): void;
  onStatus(status: LiveStatus): void;
  /** For tests. */
  open?: (url: string) => WebSocket;
  random?: () => number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** The server beats every 20 s; two missed beats mean that the line is dead although nobody closed it. */
const SILENCE_MS = 45_000;
const NOT_SIGNED_IN = 4401;

/** The live updates: resumes after the last cursor, waits longer (with jitter) after each failure. */
export class LiveSocket {
  readonly #options: LiveSocketOptions;
  #socket: WebSocket | null = null;
  #cursor: number | null = null;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LiveSocketOptions) {
    this.#options = options;
  }

  start(): void {
    window.addEventListener("online", this.#retryNow);
    document.addEventListener("visibilitychange", this.#retryWhenSeen);
    this.#connect();
  }

  stop(): void {
    window.removeEventListener("online", this.#retryNow);
    document.removeEventListener("visibilitychange", this.#retryWhenSeen);
    clearTimeout(this.#retry);
    this.#drop();
  }

  #connect(): void {
    clearTimeout(this.#retry);
    this.#drop();
    const after = this.#cursor === null ? "" : `?after=${String(this.#cursor)}`;
    const open = this.#options.open ?? ((url: string) => new WebSocket(url));
    const socket = open(this.#options.url + after);
    this.#socket = socket;
    socket.onmessage = ({ data }: MessageEvent) => {
      if (socket === this.#socket && typeof data === "string") this.#hear(data);
    };
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#lost(code);
    };
    this.#expectSound();
  }

  #hear(text: string): void {
    this.#expectSound();
    const message = readMessage(text);
    if (message === null || message.kind === "beat") return;
    if (message.kind === "hello") {
      // Without a cursor there is nothing to resume from: what happened before the line stood was missed.
      const missed = message.reset || this.#cursor === null;
      this.#failures = 0;
      this.#cursor = message.cursor;
      this.#options.onStatus("online");
      if (missed) this.#options.onReset();
      else this.#options.onResume();
      return;
    }
    if (message.cursor !== null) this.#cursor = message.cursor;
    this.#options.onMessage(message);
  }

  #lost(code: number): void {
    this.#drop();
    if (code === NOT_SIGNED_IN) {
      this.#options.onStatus("refused");
      return;
    }
    this.#options.onStatus("offline");
    const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures);
    this.#failures += 1;
    const random = this.#options.random ?? Math.random;
    this.#retry = setTimeout(() => this.#connect(), ceiling / 2 + (random() * ceiling) / 2);
  }

  #expectSound(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost(1006), SILENCE_MS);
  }

  #drop(): void {
    clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  readonly #retryNow = (): void => {
    if (this.#socket === null) this.#connect();
  };

  readonly #retryWhenSeen = (): void => {
    if (document.visibilityState === "visible") this.#retryNow();
  };
}
