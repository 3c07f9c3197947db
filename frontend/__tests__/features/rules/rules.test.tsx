import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Tree } from "@/features/rules/api/rules";
import { aCamera, aSession } from "@/lib/testing/factories";
import { aRule, someModes } from "@/lib/testing/rules";
import { pressInNotice } from "@/lib/testing/notices";
import { problem, server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

const YARD = aCamera({ id: "01980000-0000-7000-8000-000000000001", name: "Yard" });
const TRIAL = { sentence: "When a person is seen: tell everybody.", since: "2026-01-01T00:00:00Z", looked_at: 5, complete: true, fires_now: 1, fired_before: 2 };
const AN_EVENT = { event_id: "01980000-0000-7000-8000-0000000000e1", camera: "Yard", started_at: "2026-01-02T00:00:00Z", text: "A person walked by." };

describe("rules (N2, N4, N15)", () => {
  it("stand as sentences with a switch, and come back when deleted by mistake", async () => {
    const sent: unknown[] = [];
    server.use(
      http.get("*/api/v1/rules", () => HttpResponse.json({ items: [aRule({ fired_this_week: 3, last_fired_at: new Date().toISOString() })], next_cursor: null })),
      http.patch("*/api/v1/rules/:id", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(aRule({ enabled: false }));
      }),
      http.delete("*/api/v1/rules/:id", () => new HttpResponse(null, { status: 204 })),
      http.post("*/api/v1/rules/:id/restore", ({ params }) => {
        sent.push(params.id);
        return HttpResponse.json(aRule({ version: 2 }));
      }),
    );
    const { user } = renderApp("/rules");
    expect(await screen.findByText("When anything happens: tell everybody.")).toBeVisible();
    expect(screen.getByText(/3 events this week/)).toBeVisible();
    await user.click(screen.getByRole("switch", { name: "On: Everything" }));
    await user.click(screen.getByRole("button", { name: "Delete Everything" }));
    await pressInNotice(user, "Undo");
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[0]).toEqual({ enabled: false });
    expect(sent[1]).toBe(aRule().id); // the same one, not a new one
  });

  it("say that they tell nobody when their channel is gone, and let it be taken out", async () => {
    const gone = "01980000-0000-7000-8000-0000000000c9";
    const rule = aRule({ channels: [gone], trouble: "It tells nobody, except behind the bell: its channel is gone. Choose another." });
    const sent: unknown[] = [];
    server.use(
      http.get("*/api/v1/rules", () => HttpResponse.json({ items: [rule], next_cursor: null })),
      http.post("*/api/v1/rules/trial", () => HttpResponse.json({ ...TRIAL, events: [] })),
      http.patch("*/api/v1/rules/:id", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(aRule());
      }),
    );
    const { user } = renderApp("/rules");
    expect(await screen.findByText(/It tells nobody, except behind the bell/)).toBeVisible();
    await user.click(screen.getByRole("link", { name: "Edit Everything" }));
    await user.click(await screen.findByRole("checkbox", { name: "A channel that is gone" }));
    await user.click(screen.getByRole("button", { name: "Save the rule" }));
    await vi.waitFor(() => expect(sent[0]).toMatchObject({ channels: [] }));
  });

  it("say at once that what they ask for went", async () => {
    let trouble = "";
    server.use(http.get("*/api/v1/rules", () => HttpResponse.json({ items: [aRule({ trouble })], next_cursor: null })));
    renderApp("/rules");
    await screen.findByText("When anything happens: tell everybody.");
    trouble = "It never fires: the camera that it asks for is gone. Choose another.";
    openSocket("/api/v1/live").says({ kind: "camera.deleted", cursor: 2, body: { camera_id: YARD.id } });
    expect(await screen.findByText(trouble)).toBeVisible();
  });

  it("let what is gone be taken out", async () => {
    const gone = "01980000-0000-7000-8000-0000000000c9";
    const of = [
      { kind: "cameras" as const, any_of: [gone] },
      { kind: "groups" as const, any_of: [gone] },
      { kind: "mode" as const, any_of: [gone] },
    ];
    const sent: unknown[] = [];
    server.use(
      http.get("*/api/v1/rules", () => HttpResponse.json({ items: [aRule({ tree: { kind: "all", of } })], next_cursor: null })),
      http.post("*/api/v1/rules/trial", () => HttpResponse.json({ ...TRIAL, events: [] })),
      http.patch("*/api/v1/rules/:id", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(aRule());
      }),
    );
    const { user } = renderApp(`/rules/${aRule().id}`);
    for (const what of ["A camera", "A group", "A mode"]) await user.click(await screen.findByRole("checkbox", { name: `${what} that is gone` }));
    await user.click(screen.getByRole("button", { name: "Save the rule" }));
    await vi.waitFor(() => expect(sent[0]).toMatchObject({ tree: { kind: "all", of: [] } }));
  });

  it("say beside its input which condition no rule can have, and offer the rarer kinds on demand", async () => {
    const tried: unknown[] = [];
    server.use(
      http.post("*/api/v1/rules/trial", async ({ request }) => {
        tried.push(await request.json());
        return HttpResponse.json({ ...TRIAL, events: [] });
      }),
    );
    const { user } = renderApp("/rules/new");
    const score = await screen.findByLabelText("Recognised with at least");
    await user.type(screen.getByLabelText("Name"), "Sure");
    await user.click(score);
    await user.paste("400");
    expect(score).toBeInvalid();
    expect(score).toHaveAccessibleDescription(/Type a number from 0 to 100\./);
    await user.click(screen.getByRole("button", { name: "Make the rule" }));
    expect(score).toHaveFocus();
    expect(JSON.stringify(tried)).not.toContain("score");
    await user.click(screen.getByRole("button", { name: "More kinds" }));
    expect(screen.getByRole("checkbox", { name: "Bear" })).toBeVisible();
    expect(screen.getByRole("link", { name: "Cancel" })).toHaveAttribute("href", "/rules");
  });

  it("may ask for what somebody's own detector, or a program, has words for", async () => {
    const own = { name: "farm", built_in: false, in_use: true, licence: "", labels: ["elephant"], bytes: 1, check: null };
    server.use(
      http.get("*/api/v1/detectors", () => HttpResponse.json({ items: [{ ...own, name: "built-in", built_in: true, labels: ["toaster"] }, own] })),
      http.get("*/api/v1/events/labels", () => HttpResponse.json(["doorbell", "person"])),
      http.get("*/api/v1/describing", () => HttpResponse.json({ carriers: ["DHL", "Hermes"] })),
    );
    const { user } = renderApp("/rules/new");
    await user.click(await screen.findByRole("button", { name: "More kinds" }));
    expect(await screen.findByRole("checkbox", { name: "Elephant" })).toBeVisible();
    expect(await screen.findByRole("checkbox", { name: "Doorbell" })).toBeVisible();
    expect(screen.getAllByRole("checkbox", { name: "Person" })).toHaveLength(1);
    expect(screen.queryByRole("checkbox", { name: "Toaster" })).toBeNull();
    expect(screen.getByRole("checkbox", { name: "Hermes" })).toBeVisible();
    expect(screen.getAllByRole("checkbox", { name: "DHL" })).toHaveLength(1);
  });

  it("ask for a carrier, and are silent for as long as one chooses", async () => {
    const made: unknown[] = [];
    server.use(
      http.post("*/api/v1/rules/trial", () => HttpResponse.json({ ...TRIAL, events: [] })),
      http.post("*/api/v1/rules", async ({ request }) => {
        made.push(await request.json());
        return HttpResponse.json(aRule(), { status: 201 });
      }),
    );
    const { user } = renderApp("/rules/new");
    await user.type(await screen.findByLabelText("Name"), "Parcels");
    await user.click(screen.getByRole("checkbox", { name: "DHL" }));
    await user.selectOptions(screen.getByLabelText("Then be silent for"), "15 minutes");
    await user.click(screen.getByRole("button", { name: "Make the rule" }));
    const tree = { kind: "all", of: [{ kind: "carrier", any_of: ["DHL"] }] };
    await vi.waitFor(() => expect(made[0]).toMatchObject({ tree, cooldown_seconds: 900 }));
  });

  it("are built with the sentence and what they would have told beside them", async () => {
    const tried: unknown[] = [];
    const made: unknown[] = [];
    server.use(
      http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [YARD], next_cursor: null })),
      http.post("*/api/v1/rules/trial", async ({ request }) => {
        tried.push(await request.json());
        return HttpResponse.json({ ...TRIAL, events: [{ ...AN_EVENT, before: false, now: true }] });
      }),
      http.post("*/api/v1/rules", async ({ request }) => {
        made.push(await request.json());
        return HttpResponse.json(aRule(), { status: 201 });
      }),
    );
    const { user } = renderApp("/rules/new");
    await user.click(await screen.findByRole("checkbox", { name: "Person" }));
    await user.click(screen.getByRole("checkbox", { name: "Yard" }));
    expect(await screen.findByText("When a person is seen: tell everybody.")).toBeVisible();
    expect(screen.getByText("It would have told you of 1 of 5 events of the last 7 days.")).toBeVisible();
    expect(screen.getByRole("link", { name: "A person walked by." })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Make the rule" }));
    expect(await screen.findByText("Give the rule a name.")).toBeVisible();
    expect(screen.getByLabelText("Name")).toHaveFocus();
    await user.type(screen.getByLabelText("Name"), "Yard");
    await user.click(screen.getByRole("button", { name: "Make the rule" }));
    expect(await screen.findByRole("heading", { name: "Rules" })).toBeVisible();
    const of = [{ kind: "labels", any_of: ["person"] }, { kind: "cameras", any_of: [YARD.id] }];
    expect(made).toEqual([
      { name: "Yard", tree: { kind: "all", of }, people: null, channels: [], cooldown_seconds: 0, urgent: false, even_disarmed: false, enabled: true },
    ]);
    expect(tried).toContainEqual(expect.objectContaining({ instead_of: null }));
  });

  it("say what changes against the stored one, and what is wrong with text of one's own", async () => {
    const not: Tree = { kind: "not", of: { kind: "labels", any_of: ["car"] } };
    const rule = aRule({ tree: not });
    server.use(
      http.get("*/api/v1/rules", () => HttpResponse.json({ items: [rule], next_cursor: null })),
      http.post("*/api/v1/rules/trial", () =>
        HttpResponse.json({ ...TRIAL, events: [{ ...AN_EVENT, before: true, now: false }] }),
      ),
    );
    const { user } = renderApp(`/rules/${rule.id}`);
    expect(await screen.findByText(/As it is stored: of 2\./)).toBeVisible();
    expect(screen.getByText("No longer")).toBeVisible();
    const text = screen.getByLabelText("Conditions as JSON");
    await user.clear(text);
    expect(await screen.findByText("This is not JSON.")).toBeVisible();
    server.use(
      http.post("*/api/v1/rules/trial", () =>
        problem({ type: "bad-input", title: "", status: 422, detail: "Please correct: rule.tree.", fields: { "rule.tree": "This kind is not known" } }),
      ),
    );
    await user.click(text);
    await user.paste('{"kind":"nothing"}');
    expect((await screen.findAllByText("Please correct: rule.tree.")).length).toBeGreaterThan(0);
  });

  it("are only read by members", async () => {
    server.use(
      http.get("*/api/v1/session", () => HttpResponse.json(aSession({ user: { id: "01980000-0000-7000-8000-0000000000f1", name: "Ben", role: "member" } }))),
      http.get("*/api/v1/rules", () => HttpResponse.json({ items: [aRule()], next_cursor: null })),
    );
    renderApp("/rules");
    expect(await screen.findByText("When anything happens: tell everybody.")).toBeVisible();
    expect(screen.queryByRole("switch")).not.toBeInTheDocument();
    expect(screen.queryByRole("link", { name: "New rule" })).not.toBeInTheDocument();
  });
});

describe("modes (N5, N15)", () => {
  it("are changed at the top of every page", async () => {
    const chosen: unknown[] = [];
    server.use(
      http.put("*/api/v1/modes/current", async ({ request }) => {
        chosen.push(await request.json());
        const away = someModes({ current: { mode: "away", since: new Date().toISOString(), who: "Anna", how: "hand" } });
        server.use(http.get("*/api/v1/modes", () => HttpResponse.json(away)));
        return HttpResponse.json(away);
      }),
    );
    const { user } = renderApp("/modes");
    await user.click(await screen.findByText("How programs choose it"));
    expect(screen.getByLabelText("To choose Away")).toHaveValue(
      `curl -X PUT -H 'Content-Type: application/json' -d '{"mode":"away"}' '${window.location.origin}/api/v1/modes/current?key=KEY'`,
    );
    expect(await within(await screen.findByRole("banner")).findByText("Mode")).toBeVisible();
    await user.selectOptions(await screen.findByRole("combobox", { name: "Mode" }), "Away");
    expect(await screen.findByText(/by Anna/)).toBeVisible();
    expect(chosen).toEqual([{ mode: "away" }]);
  });

  it("change by the clock", async () => {
    const saved: unknown[] = [];
    server.use(
      http.put("*/api/v1/modes/schedule", async ({ request }) => {
        saved.push(await request.json());
        return problem({ type: "unavailable", title: "", status: 503, detail: "Not now." });
      }),
    );
    const { user } = renderApp("/modes");
    await user.click(await screen.findByRole("button", { name: "Add a time" }));
    const time = within(screen.getByRole("group", { name: "Time 1" }));
    await user.selectOptions(time.getByLabelText("Change to"), "Night");
    await user.click(time.getByLabelText("Sun"));
    await user.click(screen.getByRole("button", { name: "Save the times" }));
    expect(await screen.findByText(/Not now/)).toBeVisible();
    expect(saved).toEqual([{ entries: [{ days: ["mon", "tue", "wed", "thu", "fri", "sat"], at: "22:00", mode: "night" }] }]);
  });
});
