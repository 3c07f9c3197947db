import { ELSEWHERE, elsewhereFor } from "@/features/settings/elsewhere";
import { partsFor, searchParts } from "@/features/settings/parts";

const found = (text: string, administrator = true) => [
  ...searchParts(partsFor(administrator), text).map(({ id }) => id),
  ...searchParts(elsewhereFor(administrator), text).map(({ to }) => to as string),
];

describe("the search among the settings (F18)", () => {
  it.each([
    ["theme", "account"],
    ["dark", "account"],
    ["privacy", "/cameras"],
    ["camera", "/cameras/add"],
    ["doorbell", "/rules"],
    ["doorbell", "keys"],
    ["mode", "/modes"],
    ["zone", "/cameras"],
    ["snooze", "/notices"],
    ["alert", "/rules"],
    ["deutsch", "general"],
    ["https", "system"],
    ["recordings", "storage"],
    ["family", "people"],
  ])("leads from “%s” to %s", (text, where) => {
    expect(found(text)).toContain(where);
  });

  it("shows members nothing that only administrators may open", () => {
    expect(found("theme", false)).toEqual(["account"]);
    expect(found("add", false)).toEqual([]);
    expect(ELSEWHERE.length).toBeGreaterThan(elsewhereFor(false).length);
  });
});
