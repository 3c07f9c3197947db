import { TrackBuffer } from "@/features/live/trackBuffer";

/** A SourceBuffer that finishes a step when told to. */
class SlowBuffer extends EventTarget {
  updating = false;
  ranges: [number, number][] = [];
  appended: Uint8Array[] = [];
  removed: [number, number][] = [];
  failing = false;

  get buffered() {
    return { length: this.ranges.length, start: (n: number) => this.ranges[n]?.[0] ?? 0, end: (n: number) => this.ranges[n]?.[1] ?? 0 };
  }
  appendBuffer(piece: Uint8Array) {
    if (this.failing) throw new DOMException("full", "QuotaExceededError");
    this.updating = true;
    this.appended.push(piece);
  }
  remove(start: number, end: number) {
    this.updating = true;
    this.removed.push([start, end]);
    this.ranges = [[end, this.ranges[0]?.[1] ?? end]];
  }
  finish() {
    this.updating = false;
    this.dispatchEvent(new Event("updateend"));
  }
}

function aTrack(now = () => 0) {
  const slow = new SlowBuffer();
  const onAppended = vi.fn();
  const onFailure = vi.fn();
  const track = new TrackBuffer(slow as unknown as SourceBuffer, now, onAppended, onFailure);
  return { slow, track, onAppended, onFailure };
}

describe("one track's buffer (F16)", () => {
  it("collects what arrives while it is appending, in order", () => {
    const { slow, track, onAppended } = aTrack();
    track.add(new Uint8Array([1]));
    track.add(new Uint8Array([2]));
    track.add(new Uint8Array([3, 4]));
    expect(slow.appended).toEqual([new Uint8Array([1])]);
    slow.finish();
    expect(slow.appended.at(-1)).toEqual(new Uint8Array([2, 3, 4]));
    expect(onAppended).toHaveBeenCalledOnce();
  });

  it("drops old pictures before it goes on", () => {
    const { slow, track } = aTrack(() => 40);
    slow.ranges = [[0, 40]];
    track.add(new Uint8Array([1]));
    expect(slow.removed).toEqual([[0, 30]]);
    expect(slow.appended).toEqual([]);
    slow.finish();
    expect(slow.appended).toEqual([new Uint8Array([1])]);
  });

  it("gives up when the browser's buffer is full", () => {
    const { slow, track, onFailure } = aTrack();
    slow.failing = true;
    track.add(new Uint8Array([1]));
    expect(onFailure).toHaveBeenCalledOnce();
  });

  it("gives up when the browser does not keep up", () => {
    const { track, onFailure } = aTrack();
    track.add(new Uint8Array([1]));
    track.add(new Uint8Array(8_000_001));
    expect(onFailure).toHaveBeenCalledOnce();
  });
});
