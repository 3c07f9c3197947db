import { placeAfter, plays, waysToShow, whyOther } from "@/features/live/choose";
import { stepIn } from "@/features/live/steps";
import type { Platform } from "@/features/live/transport";

const H264 = 'video/mp4; codecs="avc1.64001f"';
const H265 = 'video/mp4; codecs="hvc1.1.6.L93.B0"';
const AAC = 'audio/mp4; codecs="mp4a.40.2"';
const chrome: Platform = { MediaSource: true, ManagedMediaSource: false, isTypeSupported: (mime) => mime !== H265 };
const safari: Platform = { MediaSource: false, ManagedMediaSource: true, isTypeSupported: () => true };
const old: Platform = { MediaSource: false, ManagedMediaSource: false, isTypeSupported: () => false };

const written = (platform: Platform, wanted: "main" | "sub") =>
  waysToShow(platform, wanted).map(({ stream, format }) => `${stream} ${format}`);

describe("how a live picture is shown (C9)", () => {
  it("is as it is first, then the small one, then converted, then single pictures", () => {
    expect(written(chrome, "main")).toEqual(["main mp4", "sub mp4", "main h264", "main jpeg"]);
    expect(written(safari, "main")).toEqual(["main mp4", "sub mp4", "main h264", "main jpeg"]);
  });

  it("is never larger than asked for", () => {
    expect(written(chrome, "sub")).toEqual(["sub mp4", "sub h264", "sub jpeg"]);
  });

  it("is single pictures where nothing else is possible", () => {
    expect(written(old, "main")).toEqual(["main jpeg"]);
  });

  it("has only H.265 converted: an MJPEG camera sends single pictures anyway", () => {
    const ways = waysToShow(chrome, "main");
    expect(placeAfter(ways, 1, [H265, AAC])).toBe(2);
    expect(placeAfter(ways, 1, ['video/mp4; codecs="x-mjpeg"'])).toBe(3);
    expect(placeAfter(ways, 3, [H265])).toBe(3);
  });

  it.each([
    [chrome, [H264, AAC], true],
    [chrome, [H265, AAC], false],
    [safari, [H265], true],
    [old, [H264], false],
    [chrome, ['video/mp4; codecs="x-mjpeg"'], true],
  ] as const)("asks the browser whether it plays %#", (platform, tracks, expected) => {
    expect(plays(platform, tracks)).toBe(expected);
  });

  it("says why it is another picture than the one asked for", () => {
    expect(whyOther("main", { stream: "main", format: "mp4" }, false)).toBeNull();
    expect(whyOther("sub", { stream: "sub", format: "mp4" }, false)).toBeNull();
    expect(whyOther("main", { stream: "sub", format: "mp4" }, false)).toContain("small picture");
    expect(whyOther("main", { stream: "main", format: "h264" }, false)).toContain("Converted");
    expect(whyOther("main", { stream: "main", format: "jpeg" }, true)).toContain("converting others");
    expect(whyOther("main", { stream: "main", format: "jpeg" }, false)).not.toContain("converting others");
  });
});

describe("arrow keys in the grid of live pictures (C9)", () => {
  it.each([
    ["ArrowRight", 0, 1],
    ["ArrowLeft", 0, null],
    ["ArrowDown", 0, 3],
    ["ArrowDown", 3, null],
    ["ArrowUp", 4, 1],
    ["Home", 4, 0],
    ["End", 0, 4],
    ["x", 2, null],
  ] as const)("%s at %i leads to %s", (key, place, expected) => {
    expect(stepIn(key, place, 5, 3)).toBe(expected);
  });
});
