import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Schemas } from "@/lib/api/types";
import { aCamera, aProblem, aZone, noRules } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

type Trial = Schemas["PlaceTrialOut"];

function tried(told: boolean, number: number): Trial["items"][number] {
  const sentence = told ? "" : `Person ${String(number)} was outside the zones.`;
  return { event_id: `e${String(number)}`, started_at: "2026-03-03T09:00:00Z", told, sentence };
}

function theCamera(answer: () => Response) {
  const camera = aCamera({ name: "Yard", rules: noRules({ zones: [aZone({ name: "Drive" })] }) });
  const sent: Schemas["RulesIn"][] = [];
  server.use(
    http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null })),
    http.post("*/api/v1/cameras/:id/zones/trial", async ({ request }) => {
      sent.push((await request.json()) as Schemas["RulesIn"]);
      return answer();
    }),
  );
  return { path: `/cameras/${camera.id}/watch`, sent };
}

const trialOf = (items: Trial["items"]): Trial => ({ since: "2026-02-24T00:00:00Z", told: items.filter((item) => item.told).length, items });

describe("zones tried on stored events (C5)", () => {
  it("says how many would have been told, and why the others not", async () => {
    const items = [tried(true, 0), ...Array.from({ length: 12 }, (_, number) => tried(false, number + 1))];
    const { path, sent } = theCamera(() => HttpResponse.json(trialOf(items)));
    const { user } = renderApp(path);
    await user.click(await screen.findByRole("button", { name: "Try on stored events" }));
    expect(await screen.findByText("1 of 13 events would have been told.")).toBeVisible();
    expect(sent[0]?.zones?.map(({ name }) => name)).toEqual(["Drive"]);
    const list = screen.getByRole("list", { name: "Not told" });
    expect(within(list).getAllByRole("listitem")).toHaveLength(10);
    expect(within(list).getByText(/Person 1 was outside/)).toBeVisible();
    expect(within(list).getAllByRole("link")[0]).toHaveAttribute("href", "/events/e1");
    await user.click(screen.getByRole("button", { name: "Show all 12" }));
    expect(within(list).getAllByRole("listitem")).toHaveLength(12);

    await user.click(screen.getByRole("button", { name: "Change Drive" }));
    const name = screen.getByLabelText("Name of the zone");
    await user.clear(name);
    await user.type(name, "Yard");
    expect(screen.getByText("It was changed since it was tried.")).toBeVisible();
    expect(screen.queryByRole("list", { name: "Not told" })).not.toBeInTheDocument();
    await user.clear(name);
    expect(screen.getByRole("button", { name: "Try on stored events" })).toBeDisabled();
  });

  it("says that there was nothing, or what failed", async () => {
    let fails = false;
    const { path } = theCamera(() => (fails ? problem(aProblem("busy", 503, "Try again.")) : HttpResponse.json(trialOf([]))));
    const { user } = renderApp(path);
    await user.click(await screen.findByRole("button", { name: "Try on stored events" }));
    expect(await screen.findByText("There was no event in the last seven days.")).toBeVisible();
    fails = true;
    await user.click(screen.getByRole("button", { name: "Try on stored events" }));
    expect(await screen.findByText("It could not be tried.")).toBeVisible();
  });
});
