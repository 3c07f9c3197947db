import type { Tree } from "@/features/rules/api/rules";
import { contentOf, draftOf, EMPTY, startWith, treeOf, type Draft } from "@/features/rules/draft";
import { aRule } from "@/lib/testing/rules";

const FULL: Draft = {
  ...EMPTY,
  labels: ["person", "dog"],
  parcel: "taken",
  attention: "2",
  words: "ladder, DHL",
  cameras: ["01980000-0000-7000-8000-000000000001"],
  groups: ["01980000-0000-7000-8000-000000000002"],
  zones: ["Porch"],
  lines: ["Gate"],
  days: ["mon", "sun"],
  begins: "22:00",
  ends: "06:00",
  sun: "dark",
  modes: ["away"],
  stayed: "30",
  countEvents: "3",
  countMinutes: "5",
  score: "60",
  trigger: "api",
};

describe("the form of a rule (N2)", () => {
  it("keeps every condition on the way to a tree and back", () => {
    expect(draftOf(treeOf(FULL))).toEqual(FULL);
    expect(draftOf(treeOf(EMPTY))).toEqual(EMPTY);
  });

  it("asks nothing that was left empty", () => {
    expect(treeOf(EMPTY)).toEqual({ kind: "all", of: [] });
  });

  it("leaves conditions that hang together in another way to their text", () => {
    const not: Tree = { kind: "not", of: { kind: "labels", any_of: ["car"] } };
    expect(draftOf(not)).toBeNull();
    expect(draftOf({ kind: "all", of: [not] })).toBeNull();
    expect(draftOf({ kind: "all", of: [{ kind: "stayed", seconds: 5 }, { kind: "stayed", seconds: 9 }] })).toBeNull();
    const { draft, own } = startWith(aRule({ name: "Cars", tree: not, urgent: true, channels: ["01980000-0000-7000-8000-000000000003"] }));
    expect(contentOf(draft, own)).toMatchObject({ name: "Cars", tree: not, urgent: true, channels: ["01980000-0000-7000-8000-000000000003"] });
    expect(contentOf(draft, "{")).toBeNull();
  });
});
