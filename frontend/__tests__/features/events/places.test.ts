import { expect, test } from "vitest";
import { placesInWords } from "@/features/events/words";

test("E1: places that the tracks prove are said beside any sentence", () => {
  expect(placesInWords({ zones: ["Door"], lines: ["Gate"] })).toEqual(["In “Door”", "Crossed “Gate”"]);
  expect(placesInWords({ zones: [], lines: [] })).toEqual([]);
});
