import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { anEventDetail } from "@/lib/testing/factories";
import { stateInWords } from "@/features/describers/words";
import { server } from "@/lib/testing/server";
import { renderApp } from "../support/render";

const ONE = "01980000-0000-7000-8000-000000000001";
const TWO = "01980000-0000-7000-8000-000000000002";
const BUILT_IN = "A person crosses from left to right.";

const cellar = {
  id: ONE, name: "Cellar", kind: "compatible", model: "llava:7b", base_url: "http://nas:11434/v1", has_key: false, enabled: true,
  at_home: true, at_once: 2, one_frame_seconds: 60, several_frames_seconds: 120, input_price: null, output_price: null,
  breaker: "closed", breaker_failures: 0, breaker_seconds: 0,
};
const picture = { url: "/api/v1/media/best", width: 1280, height: 720, taken_at: "2026-03-03T02:14:10Z", boxes: [] };
const event = anEventDetail({ snapshot: picture, frames: ["first", "other"].map((each) => ({ ...picture, url: `/api/v1/media/${each}` })) });
const version = {
  id: TWO, at: event.started_at, text: event.description.text, describer: "Cellar", model: "llava:7b", confidence: 83, marks: [],
  objects: [], carrier: null, frames: [ONE, TWO], seconds: 3.2, cost: 0.0011, reused: false,
};
const before = { ...version, id: ONE, text: "A person walks.", model: "llava:13b", confidence: 71 };

/** What was sent to be described anew, and to be shown. */
function saidOfIt(): { again: unknown[]; shown: unknown[] } {
  const sent: { again: unknown[]; shown: unknown[] } = { again: [], shown: [] };
  const versions = (shown_id: string | null, state = "done") => ({ items: [before, version], shown_id, built_in: BUILT_IN, state, reason: "asked", due_at: null, outcome: "", reuse: null });
  let shown: string | null = TWO;
  server.use(
    http.get("*/api/v1/describers", () => HttpResponse.json({ items: [cellar, { ...cellar, id: TWO, name: "Grok", model: "grok-4" }], next_cursor: null })),
    http.get("*/api/v1/events/:id", () => {
      const text = shown === null ? BUILT_IN : (shown === TWO ? version : before).text;
      const describer = shown === null ? "built-in" : "Cellar";
      return HttpResponse.json({ ...event, description: { ...event.description, text, describer, provisional: false } });
    }),
    http.get("*/api/v1/events/:id/descriptions", () => HttpResponse.json(versions(shown))),
    http.put("*/api/v1/events/:id/seen", () => new HttpResponse(null, { status: 204 })),
    http.post("*/api/v1/events/:id/descriptions", async ({ request }) => {
      sent.again.push(await request.json());
      return HttpResponse.json(versions(shown, "waiting"), { status: 202 });
    }),
    http.put("*/api/v1/events/:id/descriptions/shown", async ({ request }) => {
      const chosen = (await request.json()) as { version_id: string | null };
      sent.shown.push(chosen);
      shown = chosen.version_id;
      return HttpResponse.json(versions(shown));
    }),
  );
  return sent;
}

describe("[D11] the description of an event", () => {
  it("says who, from what, how sure, how long and at what cost, and asks another", async () => {
    const sent = saidOfIt();
    const { user } = renderApp(`/events/${event.id}`);
    expect(await screen.findByText(/from 2 pictures, sure to 83 %. It took 3.2 s and cost \$0.0011/)).toBeVisible();
    await user.click(await screen.findByRole("button", { name: "Describe again…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Describe again" }));
    await user.click(dialog.getByRole("button", { name: "Describe again" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent.again).toEqual([{ describer_id: ONE }]);
  });

  it("another model and another number of pictures are asked for", async () => {
    const sent = saidOfIt();
    const { user } = renderApp(`/events/${event.id}`);
    await user.click(await screen.findByRole("button", { name: "Describe again…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Describe again" }));
    await user.selectOptions(dialog.getByLabelText("By"), "Grok");
    expect(dialog.getByText("Empty: grok-4")).toBeVisible();
    await user.type(dialog.getByLabelText("Another model of it"), " grok-4-fast ");
    await user.selectOptions(dialog.getByLabelText("Pictures"), "1 picture");
    await user.click(dialog.getByRole("button", { name: "Describe again" }));
    await waitFor(() => expect(sent.again).toEqual([{ describer_id: TWO, model: "grok-4-fast", pictures: 1 }]));
  });

  it("other words that were said are shown instead, and the keyboard stays at the list", async () => {
    const sent = saidOfIt();
    const { user } = renderApp(`/events/${event.id}`);
    await user.click(await screen.findByText("What else was said (2)"));
    await user.click(screen.getByRole("button", { name: "Show these words of Cellar (llava:13b)" }));
    expect(await screen.findByRole("heading", { name: "A person walks." })).toBeVisible();
    expect(sent.shown).toEqual([{ version_id: ONE }]);
    expect(await screen.findByText(`“${version.text}”`)).toBeVisible();
    expect(screen.getByText("What else was said (2)")).toHaveFocus();
  });

  it("the built-in words come back, and the models' stay in reach", async () => {
    const sent = saidOfIt();
    const { user } = renderApp(`/events/${event.id}`);
    await user.click(await screen.findByText("What else was said (2)"));
    await user.click(screen.getByRole("button", { name: "Show these words of the built-in describer" }));
    expect(await screen.findByRole("heading", { name: BUILT_IN })).toBeVisible();
    expect(sent.shown).toEqual([{ version_id: null }]);
    expect(await screen.findByRole("button", { name: "Show these words of Cellar (llava:7b)" })).toBeVisible();
    expect(screen.queryByText(`“${BUILT_IN}”`)).toBeNull();
  });
});

describe("[D2][D3] how long an answer may take, and how often it is asked", () => {
  async function changing() {
    saidOfIt();
    const sent: unknown[] = [];
    server.use(
      http.patch("*/api/v1/describers/:id", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(cellar);
      }),
    );
    const { user } = renderApp("/settings/ai");
    await user.click(await screen.findByRole("button", { name: "Change Cellar" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Change Cellar" }));
    await user.click(dialog.getByText("How long it may take, and how often it is asked"));
    return { user, dialog, sent };
  }

  it("is set for each describer", async () => {
    const { user, dialog, sent } = await changing();
    expect(dialog.getByLabelText("Seconds with several pictures")).toHaveValue("120");
    await user.clear(dialog.getByLabelText("Seconds with one picture"));
    await user.type(dialog.getByLabelText("Seconds with one picture"), "7,5");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toMatchObject([{ one_frame_seconds: 7.5, several_frames_seconds: 120, at_once: 2, a_minute: null }]));
  });

  it("has calls a minute, and none but those of a whole number", async () => {
    const { user, dialog, sent } = await changing();
    await user.type(dialog.getByLabelText("Calls a minute"), "0");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect(dialog.getByText("Write a whole number from 1 to 1000.")).toBeVisible();
    await user.clear(dialog.getByLabelText("Calls a minute"));
    await user.type(dialog.getByLabelText("Calls a minute"), "10");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toMatchObject([{ a_minute: 10 }]));
  });

  it("says when it had its calls of this minute", () => {
    expect(stateInWords({ enabled: true, breaker: "paced", breaker_failures: 0, breaker_seconds: 11.2 })).toBe("It had its calls of this minute; the next one in 12 s.");
  });

  it("is a number that the server takes", async () => {
    const { user, dialog, sent } = await changing();
    for (const [label, text] of [["Seconds with one picture", "601"], ["Seconds with several pictures", "soon"], ["Calls at the same time", "1.5"]] as const) {
      await user.clear(dialog.getByLabelText(label));
      await user.type(dialog.getByLabelText(label), text);
    }
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect(dialog.getAllByText("Write a number from 1 to 600.")).toHaveLength(2);
    expect(dialog.getByText("Write a whole number from 1 to 16.")).toBeVisible();
    expect(sent).toEqual([]);
  });
});
