import { bitsInWords } from "@/lib/text/bits";

describe("what a camera sends, in words (C4)", () => {
  it.each([
    [0, "0 kbit/s"],
    [-5, "0 kbit/s"],
    [512_400, "512 kbit/s"],
    [999_600, "1.0 Mbit/s"],
    [12_340_000, "12.3 Mbit/s"],
  ])("%d → %s", (bits, words) => expect(bitsInWords(bits)).toBe(words));
});
