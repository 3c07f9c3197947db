import { contains, moveCorner, removeCorner, shapeFault, splitSide, tidy, type Corner } from "@/features/cameras/watch/polygon";

const SQUARE: Corner[] = [
  [0.2, 0.2],
  [0.8, 0.2],
  [0.8, 0.8],
  [0.2, 0.8],
];

describe("corners of a place (E8)", () => {
  it("stay inside the picture and snap to its border", () => {
    expect(tidy([-0.3, 1.2])).toEqual([0, 1]);
    expect(tidy([0.005, 0.995])).toEqual([0, 1]);
    expect(tidy([0.123456, 0.5])).toEqual([0.1235, 0.5]);
  });

  it("are added halfway, moved, and removed down to three", () => {
    expect(splitSide(SQUARE, 3)).toEqual([...SQUARE, [0.2, 0.5]]);
    expect(moveCorner(SQUARE, 1, [0.9, 0.1])[1]).toEqual([0.9, 0.1]);
    const three = removeCorner(SQUARE, 0);
    expect(three).toEqual(SQUARE.slice(1));
    expect(removeCorner(three, 0)).toEqual(three);
  });

  it("are at most 32", () => {
    let corners: Corner[] = SQUARE;
    for (let tries = 0; tries < 40; tries += 1) corners = splitSide(corners, tries % corners.length);
    expect(corners).toHaveLength(32);
  });

  it.each([
    [[0.5, 0.5], true],
    [[0.1, 0.5], false],
    [[0.5, 0.9], false],
  ] as [Corner, boolean][])("know whether %j is inside", (at, inside) => {
    expect(contains(SQUARE, at)).toBe(inside);
    expect(contains([...SQUARE].reverse(), at)).toBe(inside);
  });

  it("must not cross, meet, or be too few", () => {
    const [a, b, c, d] = SQUARE as [Corner, Corner, Corner, Corner];
    expect(shapeFault(SQUARE)).toBeUndefined();
    expect(shapeFault([a, b, c])).toBeUndefined();
    expect(shapeFault([a, c, b, d])).toMatch(/cross/);
    expect(shapeFault([a, b, c, d, a])).toMatch(/one place/);
    expect(shapeFault([a, b])).toMatch(/three corners/);
  });
});
