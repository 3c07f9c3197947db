import { expect, test } from "vitest";
import { clockTime, onThisClock, sinceTime } from "@/lib/time/format";

test("F18: the times in a sentence of the server read as all times on the page do", () => {
  const said = "Parcel left at 09:05, taken at 23:01; quiet from 00:00 to 24:00.";
  expect(onThisClock(said, "en-US")).toBe("Parcel left at 9:05 AM, taken at 11:01 PM; quiet from 12:00 AM to 12:00 AM.");
  expect(onThisClock(said, "de-DE")).toBe(said.replace("24:00", "00:00"));
});

test("F18: what only looks like a time stays as it is", () => {
  const said = "10.0.0.12:55, cam12:55, 3:2, 16:95 and 12:34:56";
  expect(onThisClock(said, "en-US")).toBe(said);
});

test("F18: the page's own times and the server's read the same", () => {
  const at = new Date("2026-11-30T09:05:00Z");
  for (const locale of ["en-GB", "en-US", "de-DE", "es-ES"]) {
    expect(clockTime(at, locale, "UTC")).toBe(onThisClock("09:05", locale));
    expect(sinceTime(at, at, locale, "UTC")).toBe(onThisClock("09:05", locale));
  }
  expect(clockTime(at, "en-GB", "UTC")).toBe("09:05");
});
