import { endOfDay, readDay, startOfDay } from "@/lib/time/days";
import { isFiltered, queryOf, readFilters, withoutEmpty } from "@/features/events/filters";

const CAMERA = "01980000-0000-7000-8000-0000000000cc";

describe("filters in the address (F18)", () => {
  it("reads what the page itself writes", () => {
    const search = { camera: [CAMERA], label: ["person", "car"], from: "2026-03-01", to: "2026-03-02", unseen: true, trigger: ["manual"] };
    expect(readFilters(search)).toEqual(search);
  });

  it("takes a single value for a list, as people type it", () => {
    expect(readFilters({ label: "person" })).toEqual({ label: ["person"] });
  });

  it.each([
    [{ camera: "'; drop table events" }],
    [{ camera: [1, null, {}] }],
    [{ label: "x".repeat(65) }],
    [{ label: "" }],
    [{ from: "2026-02-30" }],
    [{ to: "yesterday" }],
    [{ unseen: "maybe" }],
    [{ trigger: "toString" }],
    [{ other: "thing" }],
  ])("leaves out what it does not understand: %j", (search) => {
    expect(readFilters(search)).toEqual({});
  });

  it("keeps equal labels once", () => {
    expect(readFilters({ label: ["person", "person"] })).toEqual({ label: ["person"] });
  });

  it("knows whether anything is filtered", () => {
    expect(isFiltered(withoutEmpty({ camera: [], unseen: undefined }))).toBe(false);
    expect(isFiltered({ unseen: true })).toBe(true);
  });

  it("asks the API for whole days of the cameras' zone", () => {
    expect(queryOf({ from: "2026-03-01", to: "2026-03-01", unseen: true }, "America/New_York")).toEqual({
      from: "2026-03-01T05:00:00.000Z",
      to: "2026-03-02T05:00:00.000Z",
      unseen: true,
    });
  });

  it("asks for everything without filters", () => {
    expect(queryOf({}, "UTC")).toEqual({});
  });
});

describe("days (F18)", () => {
  it.each([
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z", 23],
    ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00.000Z", 25],
    ["2026-07-01", "Asia/Kolkata", "2026-06-30T18:30:00.000Z", 24],
    ["2026-07-01", "Pacific/Kiritimati", "2026-06-30T10:00:00.000Z", 24],
  ])("%s in %s begins at %s and has %i hours", (day, zone, start, hours) => {
    expect(startOfDay(day, zone).toISOString()).toBe(start);
    expect((endOfDay(day, zone).getTime() - startOfDay(day, zone).getTime()) / 3_600_000).toBe(hours);
  });

  it("uses the browser's zone for a name that it does not know", () => {
    expect(startOfDay("2026-07-01", "Mars/Olympus")).toEqual(startOfDay("2026-07-01", undefined));
  });

  it.each([["2026-13-01"], ["2026-00-10"], ["20260301"], [null], [20260301]])("is no day: %s", (text) => {
    expect(readDay(text)).toBeUndefined();
  });
});
