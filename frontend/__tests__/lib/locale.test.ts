import { describeTime } from "@/lib/time/format";
import { pageLocale } from "@/lib/time/locale";

describe("days and times on an English page (F18)", () => {
  it("are English words with the customs of the browser's place", () => {
    expect(["en-GB", "en", "de", "de-AT", "fr-CA", "ja"].map((each) => pageLocale(each))).toEqual(["en-GB", "en", "en-DE", "en-AT", "en-CA", "en-JP"]);
  });

  it("are plain English where the browser's language is unknown", () => {
    expect([pageLocale(""), pageLocale("no_such thing")]).toEqual(["en", "en"]);
  });

  it("do not say “vor 3 Min.” beside English words", () => {
    const now = new Date("2026-03-03T18:30:00Z");
    const at = (seconds: number) => new Date(now.getTime() - seconds * 1000);
    expect(describeTime(at(180), now, pageLocale("de"), "UTC").text).toBe("3 min ago");
    expect(describeTime(at(100_000), now, pageLocale("de"), "UTC").text).toMatch(/^2 Mar,? .*14:43$/);
  });
});
