import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { costInWords, money, sparedInWords, stateInWords } from "@/features/describers/words";
import { aCamera, anEventDetail } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../support/render";

const ONE = "01980000-0000-7000-8000-000000000001";
const TWO = "01980000-0000-7000-8000-000000000002";

function aDescriber(changed: object = {}) {
  return {
    id: ONE, name: "Cellar", kind: "compatible", model: "llava:7b", base_url: "http://nas:11434/v1", has_key: false, enabled: true,
    at_home: true, at_once: 2, one_frame_seconds: 60, several_frames_seconds: 120, input_price: null, output_price: null,
    breaker: "closed", breaker_failures: 0, breaker_seconds: 0, ...changed,
  };
}

function describersAre(...items: object[]): void {
  server.use(
    http.get("*/api/v1/describers", () => HttpResponse.json({ items, next_cursor: null })),
    http.get("*/api/v1/describing", () => HttpResponse.json({ day_cap: 1, month_cap: null, camera_day_cap: null, context: "", frames: 4, way: "hybrid", subject_only: false, reuse: true, carriers: [] })),
    http.get("*/api/v1/descriptions/costs", () =>
      HttpResponse.json({
        since: "2025-12-03", until: "2026-01-01",
        items: [{ name: "2026-01-01", model: null, calls: 9, failed: 1, unpriced: 0, assumed: 0, cost: 0.25, unsure: 0.05, input_tokens: 1, output_tokens: 1, reused: 7, saved: 0.03 }],
        today: 0.25, month: 0.5, unpriced: 2, assumed: 0.3, day_cap: 1, month_cap: null, waiting: 3, reused: 12, saved: 0.05,
      }),
    ),
  );
}

describe("[D13] who describes events", () => {
  it("a server of one's own is added, and what was typed stays when it is refused", async () => {
    const sent: unknown[] = [];
    server.use(
      http.post("*/api/v1/describers", async ({ request }) => {
        sent.push(await request.json());
        return problem({ type: "bad-input", title: "", status: 422, detail: "Please correct: base_url.", fields: { base_url: "This address is reserved." } });
      }),
    );
    const { user } = renderApp("/settings/ai");
    await user.click(await screen.findByRole("button", { name: "Add a describer…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add a describer" }));
    await user.click(dialog.getByRole("button", { name: "Add" }));
    expect(dialog.getByText("Enter the address of the server.")).toBeVisible();
    await user.type(dialog.getByLabelText("Name"), "Cellar");
    await user.click(dialog.getByLabelText("Address"));
    await user.paste("http://169.254.169.254/v1");
    await user.type(dialog.getByLabelText("Model"), "llava:7b");
    await user.click(dialog.getByRole("button", { name: "Add" }));
    expect(await dialog.findByText("This address is reserved.")).toBeVisible();
    expect(dialog.getByLabelText("Name")).toHaveValue("Cellar");
    expect(sent).toMatchObject([{ name: "Cellar", kind: "compatible", model: "llava:7b", at_home: true }]);
  });

  it("the order is changed by keys, and costs stand in a table", async () => {
    const orders: unknown[] = [];
    describersAre(aDescriber(), aDescriber({ id: TWO, name: "Cloud", at_home: false, breaker: "open", breaker_failures: 5, breaker_seconds: 42 }));
    server.use(
      http.put("*/api/v1/describers/order", async ({ request }) => {
        orders.push(await request.json());
        return HttpResponse.json({ items: [], next_cursor: null });
      }),
    );
    const { user } = renderApp("/settings/ai");
    expect(await screen.findByText(/Left alone for 42 s after 5 failures/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Ask it again now" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Ask Cloud earlier" }));
    expect(orders).toEqual([{ ids: [TWO, ONE] }]);
    const costs = await screen.findByRole("region", { name: "Costs" });
    expect(within(costs).getByText("$0.05")).toBeVisible();
    const bars = screen.getAllByTitle(/^20\d\d-\d\d-\d\d: /).map((bar) => bar.title);
    expect([bars.length, bars[0], bars.at(-1)], "a single day is no wider than one").toEqual([30, "2025-12-03: $0", "2026-01-01: $0.25"]);
    expect(screen.getByText(/3 events wait for their words/)).toBeVisible();
  });

  it("the order is changed by drag too", async () => {
    const orders: unknown[] = [];
    describersAre(aDescriber(), aDescriber({ id: TWO, name: "Cloud" }));
    server.use(
      http.put("*/api/v1/describers/order", async ({ request }) => {
        orders.push(await request.json());
        return HttpResponse.json({ items: [], next_cursor: null });
      }),
    );
    renderApp("/settings/ai");
    const [first, second] = (await screen.findAllByRole("heading", { name: /^\d\. / })).map((heading) => heading.closest("li"));
    if (!first || !second) throw new Error("no list");
    const dataTransfer = { effectAllowed: "" };
    fireEvent.dragStart(second, { dataTransfer });
    fireEvent.dragOver(first, { dataTransfer });
    fireEvent.drop(first, { dataTransfer });
    await waitFor(() => expect(orders).toEqual([{ ids: [TWO, ONE] }]));
  });

  it("a describer is changed: its key stays when left empty, its model is chosen from what the server has", async () => {
    const sent: unknown[] = [];
    describersAre(aDescriber({ has_key: true, input_price: 2 }));
    server.use(
      http.post("*/api/v1/describers/models", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ models: ["llava:13b", "llava:7b"] });
      }),
      http.patch("*/api/v1/describers/:id", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(aDescriber());
      }),
    );
    const { user } = renderApp("/settings/ai");
    await user.click(await screen.findByRole("button", { name: "Change Cellar" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Change Cellar" }));
    expect(dialog.getByText("Leave it empty to keep the one that is stored.")).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Ask which models it has" }));
    await user.selectOptions(await dialog.findByLabelText("Models that it has"), "llava:13b");
    expect(dialog.getByLabelText("Model")).toHaveValue("llava:13b");
    await user.type(dialog.getByLabelText("Written"), "x");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect(dialog.getByText("Write dollars, such as 0.50, or leave it empty.")).toBeVisible();
    await user.clear(dialog.getByLabelText("Written"));
    await user.type(dialog.getByLabelText("Written"), "4,5");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(screen.getByRole("button", { name: "Change Cellar" })).toHaveFocus());
    expect(sent).toEqual([
      { kind: "compatible", api_key: "", base_url: "http://nas:11434/v1", describer_id: ONE },
      { name: "Cellar", model: "llava:13b", base_url: "http://nas:11434/v1", at_home: true, input_price: 2, output_price: 4.5 },
    ]);
  });

  it("a camera has an order of its own", async () => {
    const sent: unknown[] = [];
    const camera = aCamera({ name: "Yard" });
    describersAre(aDescriber(), aDescriber({ id: TWO, name: "Cloud" }));
    server.use(
      http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null })),
      http.get("*/api/v1/cameras/:id", () => HttpResponse.json(camera)),
      http.put("*/api/v1/cameras/:id/describing", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(sent.at(-1) as object);
      }),
    );
    const { user } = renderApp(`/cameras/${camera.id}`);
    await user.selectOptions(await screen.findByLabelText("Its events are described"), "own");
    await user.click(screen.getByRole("button", { name: "Save who describes its events" }));
    expect(screen.getByRole("alert")).toHaveTextContent("Choose at least one describer");
    await user.click(screen.getByRole("checkbox", { name: "Cellar" }));
    await user.click(screen.getByRole("checkbox", { name: "Cloud" }));
    await user.click(screen.getByRole("button", { name: "Ask Cloud earlier" }));
    await user.click(screen.getByLabelText("About this camera"));
    await user.paste("The bench is for parcels.");
    await user.click(screen.getByRole("button", { name: "Save who describes its events" }));
    expect(await screen.findByText("Saved.")).toBeVisible();
    expect(sent).toEqual([{ use: "own", order: [TWO, ONE], context: "The bench is for parcels.", day_cap: null }]);
  });

  it("a describer is tried with the newest picture of a camera", async () => {
    describersAre(aDescriber());
    server.use(
      http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [aCamera({ name: "Yard" })], next_cursor: null })),
      http.post("*/api/v1/describers/:id/test", () =>
        HttpResponse.json({ text: "A quiet yard with a bicycle.", confidence: 91, model: "llava:7b", seconds: 2.4, cost: 0 }),
      ),
    );
    const { user } = renderApp("/settings/ai");
    await user.click(await screen.findByRole("button", { name: "Try it now: Cellar" }));
    expect(await screen.findByText(/A quiet yard with a bicycle/)).toBeVisible();
    expect(screen.getByText(/Sure to 91 %, in 2.4 s, for \$0/)).toBeVisible();
  });

  it("one is removed when its name was typed, and not before; a refusal is said", async () => {
    describersAre(aDescriber({ has_key: true }));
    const removed: unknown[] = [];
    let stands = true;
    server.use(
      http.delete("*/api/v1/describers/:id", ({ params }) => {
        removed.push(params.id);
        return stands ? problem({ type: "busy", title: "", status: 503, detail: "The database is busy." }) : new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderApp("/settings/ai");
    await user.click(await screen.findByRole("button", { name: "Remove Cellar" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Remove Cellar?" }));
    expect(dialog.getByText("Its key and its settings are forgotten. What it wrote and what it cost stay. To only ask it no more, switch it off instead.")).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Remove" }));
    expect(dialog.getByText("That is not “Cellar”.")).toBeVisible();
    expect(removed).toEqual([]);
    await user.type(dialog.getByLabelText("Type “Cellar” to confirm"), "cellar{Enter}");
    expect(await dialog.findByText(/The database is busy\./)).toBeVisible();
    stands = false;
    describersAre();
    await user.click(dialog.getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(removed).toEqual([ONE, ONE]);
  });

  it("says states and sums in words", () => {
    expect(stateInWords({ enabled: false, breaker: "closed", breaker_failures: 0, breaker_seconds: 0 })).toBe("Switched off.");
    expect(stateInWords({ enabled: true, breaker: "closed", breaker_failures: 2, breaker_seconds: 0 })).toBe("Did not answer the last 2 times.");
    expect(stateInWords({ enabled: true, breaker: "closed", breaker_failures: 0, breaker_seconds: 0 })).toBe("No failure with events.");
    expect(costInWords({ cost: 0.5, unpriced: 1, assumed: 0.5 })).toBe("at least $0; 1 call without a known price");
    expect(costInWords({ cost: 0.5, unpriced: 3, assumed: 0.1 })).toBe("at least $0.40; 3 calls without a known price");
    expect(costInWords({ cost: 0.5, unpriced: 0, assumed: 0 })).toBe("$0.50");
    expect(stateInWords({ enabled: true, breaker: "limited", breaker_failures: 0, breaker_seconds: 6.2 })).toContain("7 s");
    expect(money(0.0011)).toBe("$0.0011");
  });
});

describe("[D8] what one describer alone claims", () => {
  it("says what speaks against the words, that somebody looks again, and what was said before", async () => {
    const snapshot = { url: "/api/v1/media/best", width: 1280, height: 720, taken_at: "2026-03-03T02:14:10Z", boxes: [] };
    const event = anEventDetail({ snapshot });
    const version = {
      id: TWO, at: event.started_at, text: "A man holds a gun.", describer: "Cellar", model: "llava:7b", confidence: 40,
      marks: ["count", "time", "grave"], objects: [], carrier: null, frames: [ONE], seconds: 3.2, cost: 0, reused: false,
    };
    const before = { ...version, id: ONE, text: "A person walks.", marks: ["vague"], confidence: 35 };
    describersAre(aDescriber());
    server.use(
      http.get("*/api/v1/events/:id", () => HttpResponse.json(event)),
      http.get("*/api/v1/events/:id/descriptions", () =>
        HttpResponse.json({ items: [before, version], shown_id: TWO, built_in: "A person crosses.", state: "waiting", reason: "second", due_at: null, outcome: "", reuse: null }),
      ),
      http.put("*/api/v1/events/:id/seen", () => new HttpResponse(null, { status: 204 })),
    );
    const { user } = renderApp(`/events/${event.id}`);
    expect(await screen.findByText("What was measured speaks against how many and when or how long.")).toBeVisible();
    expect(screen.getByText("It claims danger that nobody else has confirmed.")).toBeVisible();
    expect(screen.getByText(/asked to look again/)).toBeVisible();
    await user.click(screen.getByText("What else was said (2)"));
    expect(screen.getByText("“A person walks.”")).toBeVisible();
    expect(screen.getByText("Cellar (llava:7b), sure to 35 %. It says little.")).toBeVisible();
  });
});

describe("[D10] words for what looks the same", () => {
  const event = anEventDetail();
  const version = {
    id: TWO, at: event.started_at, text: event.description.text, describer: "Cellar", model: "llava:7b", confidence: 83, marks: [],
    objects: [], carrier: null, frames: [], seconds: 0, cost: 0, reused: true, same_as: { event_id: ONE, started_at: "2026-03-03T02:04:10Z" },
  };

  function saidIs(changed: object, reuse: string): void {
    server.use(
      http.get("*/api/v1/events/:id", () => HttpResponse.json({ ...event, description: { ...event.description, describer: "Cellar", provisional: false } })),
      http.get("*/api/v1/events/:id/descriptions", () =>
        HttpResponse.json({ items: [{ ...version, ...changed }], shown_id: TWO, built_in: "A person crosses.", state: "done", reason: "seen", due_at: null, outcome: "", reuse }),
      ),
      http.put("*/api/v1/events/:id/seen", () => new HttpResponse(null, { status: 204 })),
    );
  }

  it("says for which event they were found, and leads there", async () => {
    saidIs({}, "reused");
    renderApp(`/events/${event.id}`);
    expect(await screen.findByText(/The same words as at/)).toHaveTextContent(/no model was asked again/);
    const first = within(screen.getByText(/The same words as at/)).getByRole("link");
    expect(first).toHaveAttribute("href", `/events/${ONE}`);
    expect(first).toHaveTextContent(/04/);
    expect(screen.queryByText(/It took/)).toBeNull();
  });

  it("says so also when that event is gone, and why a model was asked about what was much alike", async () => {
    saidIs({ same_as: null }, "reused");
    const { unmount } = renderApp(`/events/${event.id}`);
    expect(await screen.findByText(/earlier event that looked the same, which is deleted/)).toBeVisible();
    unmount();
    saidIs({ reused: false, frames: [ONE], seconds: 3, cost: 0.01 }, "corrected");
    renderApp(`/events/${event.id}`);
    expect(await screen.findByText(/words that somebody corrected or replaced/)).toBeVisible();
    expect(screen.getByText(/It took 3.0 s and cost \$0.01/)).toBeVisible();
  });

  it("is switched off, and what it saved stands with the costs", async () => {
    const sent: unknown[] = [];
    describersAre(aDescriber());
    server.use(
      http.patch("*/api/v1/describing", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ day_cap: 1, month_cap: null, camera_day_cap: null, context: "", frames: 4, way: "hybrid", subject_only: false, reuse: false });
      }),
    );
    const { user } = renderApp("/settings/ai");
    expect(await screen.findByText(/12 events of this month took over words for one that looked the same, which saved \$0.05/)).toBeVisible();
    await user.click(screen.getByRole("switch", { name: "Ask once about what looks the same" }));
    const form = screen.getByRole("switch", { name: "Ask once about what looks the same" }).closest("form");
    await user.click(within(form as HTMLElement).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toMatchObject([{ reuse: false, day_cap: 1 }]));
    expect(sparedInWords(1, 0)).toBe("1 event of this month took over words for one that looked the same.");
  });
});
