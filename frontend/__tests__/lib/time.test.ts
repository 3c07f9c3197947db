import { clockTime, dayHeading, describeTime, durationWords } from "@/lib/time/format";

const now = new Date("2026-03-03T14:05:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const words = (at: Date, locale = "en-GB", zone = "UTC") => describeTime(at, now, locale, zone);

describe("times (F18)", () => {
  it.each([
    // Browsers differ in dots and commas, not in words.
    [0, /^now$/],
    [44, /^now$/],
    [60, /^1 min\.? ago$/],
    [150, /^3 min\.? ago$/],
    [3_600, /^1 hr\.? ago$/],
    [86_399, /^23 hrs?\.? ago$/],
  ])("%i s ago is told relatively", (seconds, text) => {
    expect(words(ago(seconds)).text).toMatch(text);
  });

  it("is absolute in the camera's zone after a day, with the year where it is another", () => {
    expect(words(ago(86_400), "en-GB", "Europe/Berlin").text).toBe("2 Mar, 15:05");
    expect(words(new Date("2025-12-31T10:00:00Z")).text).toContain("2025");
  });

  it("says the full time with its zone for titles", () => {
    expect(words(ago(60)).full).toMatch(/^Tuesday,? 3 March 2026 at 14:04:00 UTC$/);
  });

  it("takes a clock that runs a little ahead for now, and a real future for absolute", () => {
    expect(words(ago(-30)).text).toBe("now");
    expect(words(ago(-7_200)).text).toBe("3 Mar, 16:05");
  });

  it("follows the language", () => {
    expect(words(ago(150), "de").text).toBe("vor 3 Min.");
  });

  it("does not break at an unknown zone", () => {
    expect(() => words(ago(90_000), "en-GB", "Mars/Olympus")).not.toThrow();
  });

  it("names days as they are in the camera's zone", () => {
    expect(dayHeading(now, now, "en-GB", "UTC")).toBe("Today");
    expect(dayHeading(ago(86_400), now, "en-GB", "UTC")).toBe("Yesterday");
    expect(dayHeading(new Date("2026-03-03T23:30:00Z"), new Date("2026-03-03T22:00:00Z"), "en-GB", "Europe/Berlin")).not.toBe("Yesterday");
    expect(dayHeading(new Date("2026-02-20T12:00:00Z"), now, "en-GB", "UTC")).toMatch(/^Friday,? 20 February$/);
  });

  it("tells clock times and durations", () => {
    expect(clockTime(now, "en-GB", "Europe/Berlin")).toBe("15:05");
    expect([9, 60, 125, 3_600, 3_780].map(durationWords)).toEqual(["9 s", "1 min", "2 min 5 s", "1 h", "1 h 3 min"]);
  });
});
