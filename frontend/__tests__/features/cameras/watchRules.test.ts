import { draftOf, filterOf, inWords, newPlace, rulesOf, titleOf, withFilter } from "@/features/cameras/watch/rules";
import { RECTANGLE } from "@/features/cameras/watch/polygon";
import { aLine, aZone, noRules } from "@/lib/testing/factories";

const KNOWN = ["car", "dog", "person"];
const corners = RECTANGLE.map((corner) => [...corner]);
const FULL = noRules({
  zones: [aZone({ polygon: corners, labels: ["car"], required: true })],
  masks: [corners],
  lines: [aLine({ labels: ["dog"], left: "street" })],
});

describe("what a camera watches for, as a draft (E8)", () => {
  it("comes back as it was", () => {
    expect(rulesOf(draftOf(FULL, KNOWN))).toEqual(FULL);
    expect(rulesOf(draftOf(noRules(), KNOWN))).toEqual(noRules());
  });

  it("drops what is no longer looked for, as it could not be saved again", () => {
    const filters = [{ ...filterOf(draftOf(noRules(), KNOWN), "cow"), told: false }];
    const zones = [aZone({ name: "Field", labels: ["cow", "dog"] })];
    const rules = rulesOf(draftOf(noRules({ filters, zones }), KNOWN));
    expect(rules.filters).toEqual([]);
    expect(rules.zones[0]?.labels).toEqual(["dog"]);
  });

  it("sends only filters that say something", () => {
    const draft = draftOf(noRules(), KNOWN);
    expect(rulesOf(withFilter(draft, filterOf(draft, "dog"))).filters).toEqual([]);
    expect(rulesOf(withFilter(draft, { ...filterOf(draft, "dog"), dwell_seconds: 3 })).filters).toHaveLength(1);
  });

  it("names new places apart", () => {
    let draft = draftOf(noRules({ zones: [aZone({ name: "Zone 2" })] }), KNOWN);
    for (const kind of ["zone", "mask", "mask", "zone"] as const) {
      draft = { ...draft, places: [...draft.places, newPlace(draft, kind, RECTANGLE)] };
    }
    expect(draft.places.map((place) => titleOf(draft, place))).toEqual(["Zone 2", "Zone 3", "Mask 1", "Mask 2", "Zone 4"]);
  });

  it("is told in words", () => {
    expect(inWords(noRules())).toEqual(["Every kind of thing is told"]);
    expect(inWords(FULL)).toContain("Only what stands in a zone or crosses a line is told: Drive");
    expect(inWords(FULL)).toContain("Lines: Gate");
    expect(inWords(FULL)).toContain("One mask in which nothing counts");
  });
});
