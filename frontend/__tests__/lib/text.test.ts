import { bytesInWords } from "@/lib/text/bytes";
import { directionOf } from "@/lib/text/direction";

describe("texts (F18)", () => {
  it.each([
    ["en", "ltr"],
    ["de-AT", "ltr"],
    ["ar", "rtl"],
    ["he-IL", "rtl"],
    ["az-Arab", "rtl"],
    ["ku-Latn", "ltr"],
  ])("writes %s from %s", (language, direction) => {
    expect(directionOf(language)).toBe(direction);
  });

  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_500, "1.5 kB"],
    [999_960, "1.0 MB"],
    [3_400_000_000, "3.4 GB"],
    [500_000_000_000, "500 GB"],
  ])("tells %i bytes as %s", (bytes, words) => {
    expect(bytesInWords(bytes)).toBe(words);
  });
});
