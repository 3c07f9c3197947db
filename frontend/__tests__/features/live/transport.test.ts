import { chooseTransport, mediaSourceClass, playableTracks, readPlatform, type Platform } from "@/features/live/transport";

const H264 = 'video/mp4; codecs="avc1.64001f"';
const H265 = 'video/mp4; codecs="hvc1.1.6.L93.B0"';
const AAC = 'audio/mp4; codecs="mp4a.40.2"';

const plays =
  (...mimes: string[]) =>
  (mime: string) =>
    mimes.includes(mime);

const chrome: Platform = { MediaSource: true, ManagedMediaSource: false, isTypeSupported: plays(H264, AAC) };
const firefox: Platform = { MediaSource: true, ManagedMediaSource: false, isTypeSupported: plays(H264, AAC) };
const safariMac: Platform = { MediaSource: true, ManagedMediaSource: true, isTypeSupported: plays(H264, H265, AAC) };
const iPhone17: Platform = { MediaSource: false, ManagedMediaSource: true, isTypeSupported: plays(H264, H265, AAC) };
const oldIPhone: Platform = { MediaSource: false, ManagedMediaSource: false, isTypeSupported: () => false };

describe("choosing how the live picture travels (F16)", () => {
  it.each([
    ["Chrome", chrome, [H264, AAC], "mse"],
    ["Firefox", firefox, [H264], "mse"],
    ["Safari on a Mac", safariMac, [H264, AAC], "mse"],
    ["Safari on a Mac with H.265", safariMac, [H265], "mse"],
    ["an iPhone since 17.1", iPhone17, [H264, AAC], "managed"],
    ["an iPhone since 17.1 with H.265", iPhone17, [H265, AAC], "managed"],
    ["an old iPhone", oldIPhone, [H264], "jpeg"],
    ["Chrome with H.265", chrome, [H265, AAC], "jpeg"],
    ["sound alone", chrome, [AAC], "jpeg"],
  ] as const)("%s", (_name, platform, tracks, expected) => {
    expect(chooseTransport(platform, tracks)).toBe(expected);
  });

  it.each([
    ["Chrome", chrome, "mse"],
    ["an iPhone since 17.1", iPhone17, "managed"],
    ["an old iPhone", oldIPhone, "jpeg"],
  ] as const)("before the tracks are known: %s", (_name, platform, expected) => {
    expect(chooseTransport(platform, [])).toBe(expected);
  });

  it("keeps the picture where only the sound cannot be played", () => {
    const silent: Platform = { ...chrome, isTypeSupported: plays(H264) };
    expect(chooseTransport(silent, [H264, AAC])).toBe("mse");
    expect(playableTracks(silent, [H264, AAC])).toEqual([true, false]);
  });

  it("reads the platform of a browser", () => {
    const kind = { isTypeSupported: plays(H264) } as unknown as typeof MediaSource;
    expect(readPlatform({})).toMatchObject({ MediaSource: false, ManagedMediaSource: false });
    const managed = readPlatform({ ManagedMediaSource: kind });
    expect(managed).toMatchObject({ MediaSource: false, ManagedMediaSource: true });
    expect(managed.isTypeSupported(H264)).toBe(true);
    expect(mediaSourceClass("managed", { ManagedMediaSource: kind })).toBe(kind);
    expect(mediaSourceClass("mse", { MediaSource: kind })).toBe(kind);
    expect(mediaSourceClass("jpeg", { MediaSource: kind })).toBeUndefined();
  });
});
