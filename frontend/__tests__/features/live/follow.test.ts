import { droppable, followEdge } from "@/features/live/follow";

describe("following the live edge (F16)", () => {
  it.each([
    ["joins a stream that began long ago by jumping to its end", 1000, 1002, 0, { seek: 1001.9, rate: 1 }],
    ["plays on at normal speed when close", 10, 20, 19.8, { seek: null, rate: 1 }],
    ["speeds up a little when somewhat behind", 10, 20, 19.2, { seek: null, rate: 1.08 }],
    ["jumps when far behind", 10, 20, 15, { seek: 19.9, rate: 1 }],
    ["comes back when the server's time began anew", 0, 1, 50, { seek: 0.9, rate: 1 }],
    ["never jumps before the start", 5, 5.05, 0, { seek: 5, rate: 1 }],
  ])("%s", (_name, start, end, current, expected) => {
    expect(followEdge(start, end, current)).toEqual(expected);
  });

  it("keeps the buffer bounded", () => {
    expect(droppable(0, 29)).toBeNull();
    expect(droppable(0, 31)).toBe(21);
  });
});
