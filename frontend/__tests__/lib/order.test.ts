import { moved } from "@/lib/order";

describe("the order of cameras (C12)", () => {
  it.each([
    ["a", 2, ["b", "c", "a"]],
    ["c", 0, ["c", "a", "b"]],
    ["b", 1, ["a", "b", "c"]],
    ["a", -1, ["a", "b", "c"]],
    ["c", 3, ["a", "b", "c"]],
    ["x", 0, ["a", "b", "c"]],
  ])("moves %s to place %i", (id, to, after) => {
    expect(moved(["a", "b", "c"], id, to)).toEqual(after);
  });
});
