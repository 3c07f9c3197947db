import { instantOf, readTime, timeOf } from "@/lib/time/days";

describe("clock times of a place (E12)", () => {
  it.each([
    ["2026-03-03", "02:14", "UTC", "2026-03-03T02:14:00.000Z"],
    ["2026-07-03", "02:14", "Europe/Berlin", "2026-07-03T00:14:00.000Z"],
    ["2026-03-03", "22:00", "America/New_York", "2026-03-04T03:00:00.000Z"],
    // Summer time begins at 02:00 there: 02:30 does not exist, and the hour after it does.
    ["2026-03-29", "03:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
  ])("%s %s in %s", (day, time, zone, instant) => {
    expect(instantOf(day, time, zone).toISOString()).toBe(instant);
    expect(timeOf(Date.parse(instant), zone)).toBe(time);
  });

  it("refuses what is no time", () => {
    expect([readTime("23:59"), readTime("24:00"), readTime("2:14"), readTime(214)]).toEqual(["23:59", undefined, undefined, undefined]);
  });
});
