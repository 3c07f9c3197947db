import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Schemas } from "@/lib/api/types";
import { aCamera, aProblem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

type Parcel = Schemas["ParcelOut"];

function aParcel(over: Partial<Parcel> = {}): Parcel {
  return {
    id: "p1",
    camera_id: "c1",
    camera_name: "Door",
    state: "there",
    left_at: "2026-03-03T10:00:00Z",
    left_event_id: "e1",
    taken_at: null,
    taken_event_id: null,
    probability: 0.8,
    sentence: "A parcel was probably left at “Door” at 11:00.",
    language: "en",
    ...over,
  };
}

/** The parcels of each day; "" is today. Gives the days that were asked for. */
function parcelsAre(byDay: Record<string, Parcel[]>): (string | null)[] {
  const asked: (string | null)[] = [];
  server.use(
    http.get("*/api/v1/parcels", ({ request }) => {
      const on = new URL(request.url).searchParams.get("on");
      asked.push(on);
      return HttpResponse.json({ items: byDay[on ?? ""] ?? [], next_cursor: null });
    }),
  );
  return asked;
}

describe("parcels (E7)", () => {
  it("stand on Home on a day with one, with the way to their events", async () => {
    server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [aCamera()], next_cursor: null })));
    parcelsAre({ "": [aParcel({ state: "taken", taken_event_id: "e2" })] });
    renderApp("/");
    expect(await screen.findByRole("heading", { name: "Parcels today" })).toBeVisible();
    expect(screen.getByText(/probably left at “Door”/)).toBeVisible();
    expect(screen.getByRole("link", { name: "When it was left" })).toHaveAttribute("href", "/events/e1");
    expect(screen.getByRole("link", { name: "When it was taken" })).toHaveAttribute("href", "/events/e2");
  });

  it("take no place on a day without one", async () => {
    server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [aCamera()], next_cursor: null })));
    const asked = parcelsAre({});
    renderApp("/");
    await waitFor(() => expect(asked).toEqual([null]));
    expect(screen.queryByRole("heading", { name: "Parcels today" })).not.toBeInTheDocument();
  });

  it("are listed for any day, which stands in the address", async () => {
    parcelsAre({ "2026-03-01": [aParcel()], "2026-02-28": [aParcel({ sentence: "Another one." })] });
    const { router } = renderApp("/parcels?on=2026-03-01");
    const main = within(await screen.findByRole("main"));
    expect(await main.findByText(/probably left at “Door”/)).toBeVisible();
    expect(main.queryByRole("link", { name: "When it was taken" })).not.toBeInTheDocument();
    fireEvent.change(main.getByLabelText("Day"), { target: { value: "2026-02-28" } });
    expect(await main.findByText("Another one.")).toBeVisible();
    expect(router.state.location.search).toEqual({ on: "2026-02-28" });
  });

  it("says so when there were none, and when they cannot be loaded", async () => {
    const asked = parcelsAre({});
    const { router } = renderApp("/parcels?on=nonsense");
    expect(await screen.findByRole("heading", { name: "No parcels on this day" })).toBeVisible();
    expect(asked[0]).toMatch(/^\d{4}-\d\d-\d\d$/);
    server.use(http.get("*/api/v1/parcels", () => problem(aProblem("bad-input", 422, "Not a day."))));
    await router.navigate({ to: "/parcels", search: { on: "2026-01-01" } });
    expect(await screen.findByText(/The parcels could not be loaded\./)).toBeVisible();
  });
});
