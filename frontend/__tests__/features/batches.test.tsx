import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { PastEvents } from "@/features/describers/components/PastEvents";
import { estimateInWords, progressInWords } from "@/features/describers/batches";
import type { Schemas } from "@/lib/api/types";
import { aCamera, newId } from "@/lib/testing/factories";
import { server } from "@/lib/testing/server";
import { renderPart } from "../support/renderPart";

type Batch = Schemas["BatchOut"];
const aBatch = (over: Partial<Batch> = {}): Batch => ({
  id: newId(), asked_at: "2026-03-03T10:00:00Z", who: "Ada", camera_ids: null, since: "2026-03-01T00:00:00Z", until: "2026-03-02T00:00:00Z", again: false,
  events: 37, described: 0, given_up: 0, capped: 0, left: 37, cost: 0, cancelled: false, ...over,
});
const anEstimate = (over: Partial<Schemas["BatchEstimateOut"]> = {}): Schemas["BatchEstimateOut"] => ({
  events: 37, most: 2000, skipped: 0, usual: 0.12, at_most: 0.6, price_known: true, describers: ["Cellar"], ...over,
});

describe("describing past events (D11)", () => {
  it("says how many and at what cost before it starts, takes the price back after a change, shows progress, and cancels", async () => {
    const camera = aCamera({ name: "Yard" });
    let items: Batch[] = [];
    const sent: [string, unknown][] = [];
    const take = async (name: string, request: Request) => sent.push([name, await request.json()]);
    server.use(
      http.get("*/api/v1/descriptions/batches", () => HttpResponse.json({ items, next_cursor: null })),
      http.post("*/api/v1/descriptions/batches/estimate", async ({ request }) => {
        await take("estimate", request);
        return HttpResponse.json(anEstimate());
      }),
      http.post("*/api/v1/descriptions/batches", async ({ request }) => {
        await take("start", request);
        items = [aBatch({ described: 12, left: 25, cost: 0.04 })];
        return HttpResponse.json(items[0], { status: 202 });
      }),
      http.post("*/api/v1/descriptions/batches/:id/cancel", () => {
        items = items.map((each) => ({ ...each, left: 0, given_up: 25, cancelled: true }));
        return HttpResponse.json(items[0]);
      }),
    );
    const { user } = renderPart(<PastEvents cameras={[camera]} />);
    const count = await screen.findByRole("button", { name: "Count and price them" });
    await user.click(count);
    expect(await screen.findByText("37 events. First asked: Cellar. It costs about $0.12, $0.60 at most if each is answered when it is asked first. Failed calls, the next describer and second looks at danger come on top, within your limits.")).toBeVisible();
    await user.selectOptions(screen.getByLabelText("Events of"), "Yard");
    expect(screen.queryByRole("button", { name: "Describe 37 events" })).toBeNull();
    await user.click(count);
    await user.click(await screen.findByRole("button", { name: "Describe 37 events" }));
    expect(await screen.findByRole("progressbar", { name: "Progress of All cameras" })).toHaveAttribute("value", "12");
    expect(sent.map(([name]) => name)).toEqual(["estimate", "estimate", "start"]);
    expect(sent[2]?.[1]).toEqual(sent[1]?.[1]);
    expect(sent[2]?.[1]).toMatchObject({ camera_ids: [camera.id], again: false });
    await user.click(screen.getByRole("button", { name: "Cancel the rest" }));
    expect(await screen.findByText("12 of 37 events described, 25 cancelled or without an answer. The answers cost $0.04.")).toBeVisible();
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
    expect(screen.getByText(/^12 of 37 events described/), "the button is gone, the keyboard is not").toHaveFocus();
  });

  it.each([
    [{ events: 0, skipped: 3 }, "No event with a picture fits that is not described already, or being described. 3 more fit, but nobody may be asked for their camera."],
    [{ events: 2000, usual: null }, "The newest 2000 events; start again for older ones. First asked: Cellar. It costs $0.60 at most if each is answered when it is asked first. Failed calls, the next describer and second looks at danger come on top, within your limits."],
    [{ events: 1, usual: null, price_known: false }, "1 event. First asked: Cellar. The price of the model is not known; it is counted as a dear one: $0.60 at most if each is answered when it is asked first. Failed calls, the next describer and second looks at danger come on top, within your limits."],
    [{ at_most: 0, usual: 0 }, "37 events. First asked: Cellar. It costs nothing if each is answered when it is asked first."],
  ])("says what it would be: %o", (over, words) => expect(estimateInWords(anEstimate(over))).toBe(words));

  it("says how far it is", () => {
    expect(progressInWords(aBatch({ described: 30, left: 2, given_up: 5, capped: 4 }))).toBe("30 of 37 events described, 2 to go, 4 stopped by a limit, 1 without an answer. It cost nothing so far.");
  });
});
