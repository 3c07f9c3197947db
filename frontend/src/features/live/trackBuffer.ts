import { droppable } from "./follow";

/** 8 MB: some seconds of any camera. More waiting than that means that the browser does not keep up. */
const MOST_WAITING_BYTES = 8_000_000;

/** One track's SourceBuffer. Appending is asynchronous, so what arrives meanwhile waits here. A buffer of its own per
 * track, because a shared one drops every picture between keyframes in Chromium. */
export class TrackBuffer {
  readonly #buffer: SourceBuffer;
  readonly #onFailure: () => void;
  readonly #now: () => number;
  #waiting: Uint8Array<ArrayBuffer>[] = [];
  #bytes = 0;

  /** `now`: the player's current time in seconds. `onAppended` runs after each step. */
  constructor(buffer: SourceBuffer, now: () => number, onAppended: () => void, onFailure: () => void) {
    this.#buffer = buffer;
    this.#now = now;
    this.#onFailure = onFailure;
    buffer.addEventListener("updateend", () => {
      onAppended();
      this.#pump();
    });
  }

  add(piece: Uint8Array<ArrayBuffer>): void {
    this.#waiting.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes > MOST_WAITING_BYTES) this.#onFailure();
    else this.#pump();
  }

  #pump(): void {
    if (this.#buffer.updating) return;
    try {
      if (this.#trim() || this.#waiting.length === 0) return;
      this.#buffer.appendBuffer(this.#take());
    } catch {
      // Full, or the source is closed: the connection starts again with an empty one.
      this.#onFailure();
    }
  }

  /** True: dropping old pictures has begun, and `updateend` will come. */
  #trim(): boolean {
    const { buffered } = this.#buffer;
    if (buffered.length === 0) return false;
    const until = droppable(buffered.start(0), this.#now());
    if (until === null) return false;
    this.#buffer.remove(0, until);
    return true;
  }

  #take(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#bytes);
    let at = 0;
    for (const piece of this.#waiting) {
      all.set(piece, at);
      at += piece.length;
    }
    this.#waiting = [];
    this.#bytes = 0;
    return all;
  }
}
