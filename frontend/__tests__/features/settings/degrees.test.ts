import { readDegrees } from "@/features/settings/degrees";

it.each([
  ["52.52", 52.52],
  ["52,52", 52.52],
  [" -0,1278 ", -0.1278],
  ["13°", 13],
  ["+7", 7],
  ["", null],
])("degrees are read from “%s” (F18)", (text, degrees) => {
  expect(readDegrees(text)).toBe(degrees);
});

it.each(["52.520,1", "52 31 12", "north", "1e3", "52,,5", "0x10"])("“%s” are no degrees (F18)", (text) => {
  expect(readDegrees(text)).toBeNaN();
});
