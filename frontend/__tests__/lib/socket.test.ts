import type { LiveMessage } from "@/lib/live/messages";
import { LiveSocket, type LiveStatus } from "@/lib/live/socket";
import { FakeSocket, openSocket } from "@/lib/testing/sockets";

const deleted = (cursor: number) => ({ kind: "event.deleted", cursor, body: { event_id: "e1" } });
const urls = () => FakeSocket.all.map(({ url }) => url);

function connect() {
  const messages: LiveMessage[] = [];
  const statuses: LiveStatus[] = [];
  const onReset = vi.fn();
  const onResume = vi.fn();
  const socket = new LiveSocket({
    url: "ws://argus/live",
    onMessage: (message) => messages.push(message),
    onReset,
    onResume,
    onStatus: (status) => statuses.push(status),
    random: () => 1,
  });
  socket.start();
  return { socket, messages, statuses, onReset, onResume };
}

describe("the live line (F15, F18)", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("resumes after the last cursor it has seen", () => {
    const { socket, messages, statuses } = connect();
    openSocket("live").says({ kind: "hello", cursor: 7, reset: false });
    openSocket("live").says(deleted(8));
    openSocket("live").says({ kind: "system.troubles", cursor: null, body: { troubles: [] } });
    openSocket("live").ends();
    expect(statuses).toEqual(["online", "offline"]);
    vi.advanceTimersByTime(500);
    expect(urls()).toEqual(["ws://argus/live", "ws://argus/live?after=8"]);
    expect(messages.map(({ kind }) => kind)).toEqual(["event.deleted", "system.troubles"]);
    socket.stop();
  });

  it("asks for everything anew when the gap is too long", () => {
    const { socket, onReset } = connect();
    openSocket("live").says({ kind: "hello", cursor: 7, reset: true });
    expect(onReset).toHaveBeenCalledOnce();
    socket.stop();
  });

  it("asks for everything anew when the line first stands, and for what is perishable after each gap", () => {
    const { socket, onReset, onResume } = connect();
    openSocket("live").says({ kind: "hello", cursor: 7, reset: false });
    expect(onReset).toHaveBeenCalledOnce();
    openSocket("live").ends();
    vi.advanceTimersByTime(500);
    openSocket("live").says({ kind: "hello", cursor: 7, reset: false });
    expect(onReset).toHaveBeenCalledOnce();
    expect(onResume).toHaveBeenCalledOnce();
    socket.stop();
  });

  it("waits longer after each failure, and starts over after a success", () => {
    const { socket } = connect();
    for (const wait of [500, 1_000, 2_000]) {
      openSocket("live").ends();
      vi.advanceTimersByTime(wait - 1);
      const before = FakeSocket.all.length;
      vi.advanceTimersByTime(1);
      expect(FakeSocket.all).toHaveLength(before + 1);
    }
    openSocket("live").says({ kind: "hello", cursor: 1, reset: false });
    openSocket("live").ends();
    const before = FakeSocket.all.length;
    vi.advanceTimersByTime(500);
    expect(FakeSocket.all).toHaveLength(before + 1);
    socket.stop();
  });

  it("notices a line that is dead although nobody closed it", () => {
    const { socket, statuses } = connect();
    openSocket("live").says({ kind: "hello", cursor: 1, reset: false });
    vi.advanceTimersByTime(30_000);
    openSocket("live").says({ kind: "beat" });
    vi.advanceTimersByTime(44_999);
    expect(statuses).toEqual(["online"]);
    vi.advanceTimersByTime(1);
    expect(statuses).toEqual(["online", "offline"]);
    socket.stop();
  });

  it("does not insist when the session is over", () => {
    const { socket, statuses } = connect();
    openSocket("live").ends(4401);
    vi.advanceTimersByTime(120_000);
    expect(statuses).toEqual(["refused"]);
    expect(FakeSocket.all).toHaveLength(1);
    socket.stop();
  });

  it("tries at once when the network is back", () => {
    const { socket } = connect();
    openSocket("live").ends();
    window.dispatchEvent(new Event("online"));
    expect(FakeSocket.all).toHaveLength(2);
    socket.stop();
  });

  it("survives what it does not understand", () => {
    const { socket, messages } = connect();
    const line = openSocket("live");
    line.onmessage?.(new MessageEvent("message", { data: "not json" }));
    line.onmessage?.(new MessageEvent("message", { data: "[1]" }));
    line.says({ kind: 7 });
    line.says(deleted(3));
    expect(messages).toHaveLength(1);
    socket.stop();
  });
});
