import { groupAlike, isGroup, type Row } from "@/features/decisions/groups";
import { groupWord, labelChoices, reasonChoices } from "@/features/decisions/words";
import { aReason, anEventReason } from "@/lib/testing/reasons";

const still = (minute: number, over: Parameters<typeof aReason>[0] = {}) =>
  aReason({ slug: "still", at: at(minute), until: null, ...over });
const at = (minute: number) => new Date(Date.UTC(2026, 2, 3, 2, minute)).toISOString();

function shapes(rows: readonly Row[]): string[] {
  return rows.map((row) => (isGroup(row) ? `${String(row.times)} ${row.slug} ${row.label}` : row.slug));
}

describe("what repeats among the reasons (E12)", () => {
  it("is one row, also where others of it stand between", () => {
    expect(shapes(groupAlike([still(1), aReason({ slug: "light", label: "", at: at(2) }), still(3, { times: 4 }), still(4, { label: "dog" })]))).toEqual([
      "5 still person",
      "light",
      "still",
    ]);
  });

  it("tells from when to when, by the end of what ends last", () => {
    const [row] = groupAlike([still(1, { until: at(9) }), still(2, { until: at(3) })]);
    expect(row).toMatchObject({ at: at(1), until: at(9) });
  });

  it("reaches over an event, and not over more than ten minutes", () => {
    expect(shapes(groupAlike([still(1), anEventReason({}, { at: at(2) }), still(3)]))).toEqual(["2 still person", "event"]);
    expect(shapes(groupAlike([still(1), still(11)]))).toEqual(["2 still person"]);
    expect(shapes(groupAlike([still(1), still(12)]))).toEqual(["still", "still"]);
  });

  it("leaves what is no decision alone", () => {
    expect(shapes(groupAlike([aReason({ kind: "mode", slug: "away" }), aReason({ kind: "mode", slug: "away" })]))).toEqual(["away", "away"]);
  });

  it("has a name, also for a reason of a later version", () => {
    expect(groupWord("still", "potted_plant")).toBe("Potted plant: did not move by itself");
    expect(groupWord("light", "")).toBe("The light changed");
    expect(groupWord("too-new", "")).toBe("Too new");
  });

  it("is counted for the filters: an event once, whatever its labels", () => {
    const found = [
      { reason: "event", label: "", count: 3 },
      { reason: "event", label: "dog", count: 2 },
      { reason: "event", label: "person", count: 3 },
      { reason: "still", label: "dog", count: 4 },
    ];
    expect(reasonChoices(found).map(({ label }) => label)).toEqual(["Did not move by itself (4)", "Events (3)"]);
    expect(labelChoices(found).map(({ label }) => label)).toEqual(["Dog (6)", "Person (3)"]);
  });
});
