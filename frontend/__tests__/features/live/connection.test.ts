import { LivePictureConnection, type PictureState } from "@/features/live/connection";
import type { Platform, Transport } from "@/features/live/transport";
import { FakeSocket, openSocket } from "@/lib/testing/sockets";

const H264 = 'video/mp4; codecs="avc1.64001f"';
const AAC = 'audio/mp4; codecs="mp4a.40.2"';
const H265 = 'video/mp4; codecs="hvc1.1.6.L93.B0"';
const chrome: Platform = { MediaSource: true, ManagedMediaSource: false, isTypeSupported: (mime) => mime !== H265 };

function bytes(...values: number[]): ArrayBuffer {
  return new Uint8Array(values).buffer;
}

function connect(platform = chrome) {
  const states: PictureState[] = [];
  const pieces: [number, Uint8Array][] = [];
  const pictures: ArrayBuffer[] = [];
  const players: { transport: Transport; fail: () => void; closed: boolean }[] = [];
  const connection = new LivePictureConnection({
    url: ({ format, stream }) => `ws://argus/live?stream=${stream}&format=${format}`,
    wanted: "main",
    platform,
    play: (transport, _tracks, onFailure) => {
      const player = { transport, fail: onFailure, closed: false };
      players.push(player);
      return { add: (track, piece) => pieces.push([track, piece]), close: () => (player.closed = true) };
    },
    showPicture: (jpeg) => pictures.push(jpeg),
    onState: (state) => states.push(state),
    random: () => 1,
  });
  connection.open();
  return { connection, states, pieces, pictures, players, last: () => states.at(-1) };
}

describe("the connection to a live picture (F16)", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("hands each piece to its track", () => {
    const { pieces, last } = connect();
    const socket = openSocket("format=mp4");
    socket.says({ format: "mp4", tracks: [H264, AAC] });
    socket.says(bytes(0, 1, 2));
    socket.says(bytes(1, 3));
    expect(pieces).toEqual([
      [0, new Uint8Array([1, 2])],
      [1, new Uint8Array([3])],
    ]);
    expect(last()).toEqual({ kind: "playing", transport: "mse", hasSound: true, note: null });
  });

  it("asks for JPEGs where the browser cannot play the streams and no encoder is free (C9)", () => {
    const { pictures, players, last } = connect();
    openSocket("stream=main&format=mp4").says({ format: "mp4", stream: "main", tracks: [H265] });
    openSocket("stream=sub&format=mp4").says({ format: "mp4", stream: "main", tracks: [H265] });
    openSocket("stream=main&format=h264").ends(4503);
    const socket = openSocket("format=jpeg");
    socket.says({ format: "jpeg" });
    socket.says(bytes(255, 216));
    expect(players).toEqual([]);
    expect(pictures).toHaveLength(1);
    expect(last()).toMatchObject({ kind: "playing", transport: "jpeg", hasSound: false, note: expect.stringContaining("converting others") as string });
  });

  it("shows the small picture where the browser plays that one (C9)", () => {
    const { last } = connect();
    openSocket("stream=main&format=mp4").says({ format: "mp4", stream: "main", tracks: [H265] });
    openSocket("stream=sub&format=mp4").says({ format: "mp4", stream: "sub", tracks: [H264] });
    expect(last()).toMatchObject({ kind: "playing", transport: "mse", note: "The small picture, because this browser cannot play the large one." });
  });

  it("has the picture converted where there is no other (C9)", () => {
    const { last } = connect();
    openSocket("stream=main&format=mp4").says({ format: "mp4", stream: "main", tracks: [H265] });
    openSocket("stream=sub&format=mp4").says({ format: "mp4", stream: "main", tracks: [H265] });
    openSocket("stream=main&format=h264").says({ format: "h264", stream: "main", tracks: [H264, AAC] });
    expect(last()).toMatchObject({ kind: "playing", transport: "mse", hasSound: true, note: expect.stringContaining("Converted") as string });
  });

  it("asks for JPEGs at once where there is no media source", () => {
    connect({ MediaSource: false, ManagedMediaSource: false, isTypeSupported: () => false });
    expect(FakeSocket.all.map(({ url }) => url)).toEqual(["ws://argus/live?stream=main&format=jpeg"]);
  });

  it("reconnects quickly after the stream restarted", () => {
    const { players, last } = connect();
    const socket = openSocket("format=mp4");
    socket.says({ format: "mp4", tracks: [H264] });
    socket.ends(1012);
    expect(players[0]?.closed).toBe(true);
    expect(last()).toEqual({ kind: "waiting" });
    vi.advanceTimersByTime(300);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("waits longer each time there is no picture, but never too long", () => {
    connect();
    const waits = [1_000, 2_000, 4_000, 8_000, 15_000, 15_000];
    waits.forEach((wait, index) => {
      openSocket("format=mp4").ends(1013);
      vi.advanceTimersByTime(wait - 1);
      expect(FakeSocket.all).toHaveLength(index + 1);
      vi.advanceTimersByTime(1);
      expect(FakeSocket.all).toHaveLength(index + 2);
    });
  });

  it.each([4401, 4404])("stops for good after %i", (code) => {
    const { last } = connect();
    openSocket("format=mp4").ends(code);
    vi.advanceTimersByTime(60_000);
    expect(last()).toEqual({ kind: "gone" });
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("tries the next way when the player fails twice", () => {
    const { players } = connect();
    openSocket("format=mp4").says({ format: "mp4", tracks: [H264] });
    players[0]?.fail();
    vi.advanceTimersByTime(300);
    openSocket("format=mp4").says({ format: "mp4", tracks: [H264] });
    players[1]?.fail();
    expect(openSocket("stream=sub&format=mp4")).toBeDefined();
  });

  it("keeps quiet once closed", () => {
    const { connection, states } = connect();
    const socket = openSocket("format=mp4");
    connection.close();
    const told = states.length;
    socket.says({ format: "mp4", tracks: [H264] });
    socket.ends(1006);
    vi.advanceTimersByTime(60_000);
    expect(states).toHaveLength(told);
    expect(FakeSocket.all).toHaveLength(1);
  });
});
