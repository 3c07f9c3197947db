import { draftsOf, faultsOf, toggled } from "@/features/cameras/hours/draft";
import { barsOn, sayDays, sayHours, type Day, type WeeklyRange } from "@/features/cameras/hours/words";

const WEEK: Day[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const NIGHTS: WeeklyRange = { days: WEEK.slice(0, 5), begins: "22:00", ends: "06:00" };
const WEEKEND: WeeklyRange = { days: ["sat", "sun"], begins: "00:00", ends: "00:00" };

describe("the hours of a camera in words (C8)", () => {
  it("are one plain sentence", () => {
    expect(sayHours([NIGHTS, WEEKEND], "en-GB")).toBe("Mon–Fri 22:00–06:00, all day Sat and Sun");
    expect(sayHours([], "en-GB")).toBe("Always");
    expect(sayHours([{ ...WEEKEND, days: WEEK }], "en-GB")).toBe("All day every day");
    expect(sayHours([{ days: ["mon"], begins: "08:00", ends: "08:00" }], "en-GB")).toBe("Mon from 08:00 for a whole day");
    expect(sayHours([NIGHTS], "en-US")).toMatch(/^Mon–Fri 10:00\sPM–6:00\sAM$/);
  });

  it.each<[Day[], string]>([
    [["wed"], "Wed"],
    [["mon", "wed", "fri"], "Mon, Wed and Fri"],
    [["mon", "tue", "wed", "sun"], "Mon–Wed and Sun"],
    [["sun", "sat", "mon"], "Mon, Sat and Sun"],
  ])("name %s shortly", (days, words) => {
    expect(sayDays(days)).toBe(words);
  });

  it("show a night on both of its days", () => {
    expect(barsOn("mon", [NIGHTS])).toEqual([{ from: 22 / 24, to: 1 }]);
    expect(barsOn("sat", [NIGHTS])).toEqual([{ from: 0, to: 0.25 }]);
    expect(barsOn("sun", [NIGHTS, WEEKEND])).toEqual([{ from: 0, to: 1 }]);
    expect(barsOn("mon", [WEEKEND])).toEqual([]);
  });

  it("are not complete without a day or a time", () => {
    const [draft] = draftsOf([{ days: [], begins: "", ends: "06:00" }]);
    expect(draft && faultsOf(draft)).toEqual({ days: "Choose at least one day.", begins: "Choose a time." });
    expect(toggled(["sun", "mon"], "wed")).toEqual(["mon", "wed", "sun"]);
    expect(toggled(["sun", "mon"], "sun")).toEqual(["mon"]);
  });
});
