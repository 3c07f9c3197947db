import { act } from "react";

/** Stands in for WebSocket in tests: the test is the server. Put in place by vitest.setup.ts. */
export class FakeSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  static all: FakeSocket[] = [];

  readonly url: string;
  binaryType: BinaryType = "blob";
  readyState = FakeSocket.OPEN;
  onopen: ((open: Event) => void) | null = null;
  onmessage: ((message: MessageEvent) => void) | null = null;
  onclose: ((close: CloseEvent) => void) | null = null;
  onerror: ((error: Event) => void) | null = null;
  sent: unknown[] = [];

  constructor(url: string | URL) {
    super();
    this.url = String(url);
    FakeSocket.all.push(this);
  }

  send(body: unknown): void {
    this.sent.push(body);
  }

  close(): void {
    this.readyState = FakeSocket.CLOSED;
  }

  /** The server says something: an object goes as JSON text, bytes as they are. */
  says(message: object | ArrayBuffer): void {
    const data = message instanceof ArrayBuffer ? message : JSON.stringify(message);
    act(() => this.onmessage?.(new MessageEvent("message", { data })));
  }

  /** The server hangs up, or the line breaks (1006). */
  ends(code = 1006): void {
    this.readyState = FakeSocket.CLOSED;
    act(() => this.onclose?.(new CloseEvent("close", { code })));
  }
}

/** The newest open socket whose address contains `part`. */
export function openSocket(part: string): FakeSocket {
  const found = FakeSocket.all.findLast((socket) => socket.url.includes(part) && socket.readyState === FakeSocket.OPEN);
  if (found === undefined) throw new Error(`No open socket to ${part}`);
  return found;
}
