import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { BatchList } from "@/features/describers/components/BatchList";
import { CameraDescribers } from "@/features/describers/components/CameraDescribers";
import { unaskedInWords } from "@/features/describers/words";
import { newId } from "@/lib/testing/factories";
import { server } from "@/lib/testing/server";
import { renderPart } from "../support/renderPart";

const [ONE, TWO, CAMERA] = [newId(), newId(), newId()];

function describersAre(...items: { id: string; enabled: boolean }[]): void {
  server.use(http.get("*/api/v1/describers", () => HttpResponse.json({ items: items.map((each) => ({ name: each.id, breaker_seconds: 0, ...each })), next_cursor: null })));
}

describe("[D2] no describer is on", () => {
  it("past events that wait say so", async () => {
    describersAre({ id: ONE, enabled: false });
    const batch = { id: newId(), asked_at: "2026-03-03T10:00:00Z", who: "Ada", camera_ids: null, since: "2026-03-01T00:00:00Z", until: "2026-03-02T00:00:00Z", again: false, events: 37, described: 30, given_up: 0, capped: 0, left: 7, cost: 0, cancelled: false };
    server.use(http.get("*/api/v1/descriptions/batches", () => HttpResponse.json({ items: [batch], next_cursor: null })));
    renderPart(<BatchList cameras={[]} />);
    expect(await screen.findByText(/7 to go. It cost nothing so far. No describer is on, so the rest waits for one, a day at most.$/)).toBeVisible();
  });

  it("a camera whose own describers are gone says so", async () => {
    describersAre({ id: ONE, enabled: false }, { id: TWO, enabled: true });
    server.use(
      http.get("*/api/v1/cameras/:id/describing", () => HttpResponse.json({ use: "own", order: [ONE], context: "", day_cap: null })),
      http.get("*/api/v1/cameras/:id/corrections", () => HttpResponse.json({ items: [] })),
      http.get("*/api/v1/cameras/:id/prompts", () => HttpResponse.json({ items: [], next_cursor: null })),
    );
    renderPart(<CameraDescribers cameraId={CAMERA} />);
    expect(await screen.findByText("The describers of its order are off or removed, so its events get the built-in words.")).toBeVisible();
  });

  it.each([
    ["house", [], [true], ""],
    ["house", [], [false], "No describer is on, so its events get the built-in words."],
    ["own", [ONE], [true], ""],
    ["own", [], [true], "The describers of its order are off or removed, so its events get the built-in words."],
    ["built-in", [], [false], ""],
  ] as const)("%s, order %o, on %o", (use, order, on, words) => {
    expect(unaskedInWords({ use, order: [...order] }, on.map((enabled) => ({ id: ONE, enabled })))).toBe(words);
  });
});
