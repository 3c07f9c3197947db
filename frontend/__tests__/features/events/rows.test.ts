import { rowsOf } from "@/features/events/rows";
import { countedLabel, describerWord, percent, plural } from "@/features/events/words";
import { labelWord } from "@/lib/text/labels";
import { anEvent } from "@/lib/testing/factories";

describe("rows of the list (F18)", () => {
  it("puts a heading before the first event of each day of the cameras' zone", () => {
    const events = ["2026-03-03T00:30:00Z", "2026-03-02T23:30:00Z", "2026-03-02T04:00:00Z"].map((started_at) => anEvent({ started_at }));
    const kinds = (zone: string) => rowsOf(events, zone).map(({ kind }) => kind);
    expect(kinds("UTC")).toEqual(["day", "event", "day", "event", "event"]);
    expect(kinds("America/New_York")).toEqual(["day", "event", "event", "day", "event"]);
  });

  it("counts positions over the days", () => {
    const events = ["2026-03-03T10:00:00Z", "2026-03-01T10:00:00Z"].map((started_at) => anEvent({ started_at }));
    const positions = rowsOf(events, "UTC").flatMap((row) => (row.kind === "event" ? [row.position] : []));
    expect(positions).toEqual([1, 2]);
  });

  it("stays quick with ten thousand events", () => {
    const start = Date.parse("2026-03-03T10:00:00Z");
    const events = Array.from({ length: 10_000 }, (_, index) => anEvent({ started_at: new Date(start - index * 600_000).toISOString() }));
    const calendar = vi.spyOn(Intl.DateTimeFormat.prototype, "formatToParts");
    const rows = rowsOf(events, "Europe/Berlin");
    // Asking the calendar is what takes the time: some times for each of 70 days, not for each event.
    expect(calendar.mock.calls.length).toBeLessThan(70 * 30);
    expect(calendar).toHaveBeenCalled();
    calendar.mockRestore();
    expect(rows.length).toBe(10_000 + 70);
  });
});

describe("words (F18)", () => {
  it("writes labels as words", () => {
    expect(labelWord("potted_plant")).toBe("Potted plant");
    const over = { counts: { person: 3, dog: 1 }, state: "closed" } as const;
    expect(countedLabel("person", over)).toBe("Person, 3 at once");
    expect(countedLabel("dog", over)).toBe("Dog");
    expect(countedLabel("car", over)).toBe("Car");
  });

  it("counts nobody while the sentence says who is there now", () => {
    expect(countedLabel("person", { counts: { person: 3 }, state: "open" })).toBe("Person");
  });

  it("names the describer", () => {
    expect(describerWord("built-in")).toBe("the built-in describer");
    expect(describerWord("Some Model")).toBe("Some Model");
  });

  it("counts and rounds", () => {
    expect(plural(1, "event", "events")).toBe("1 event");
    expect(plural(0, "event", "events")).toBe("0 events");
    expect(percent(0.806)).toBe("81 %");
  });
});
