import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { aChannel } from "@/lib/testing/factories";
import { server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const TEST = { channel_id: aChannel().id, nightly: false, minute: 180, zone: "Europe/Berlin" };
const STEP = { name: "rules", passed: true, sentence: "3 rules looked at a made-up event; the rule of the test fired.", seconds: 0.2 };
const RUN = { id: "01980000-0000-7000-8000-0000000000b1", began_at: "2026-01-01T12:00:00Z", ended_at: "2026-01-01T12:00:01Z", who: "Ada", channel_name: "My program" };

describe("the self-test", () => {
  it("says why it cannot run yet, and what to do (N14)", async () => {
    const ran = vi.fn(() => HttpResponse.json(null));
    server.use(
      http.get("*/api/v1/channels", () => HttpResponse.json({ items: [aChannel()], next_cursor: null })),
      http.get("*/api/v1/self-test", () => HttpResponse.json({ ...TEST, channel_id: null, runs: [] })),
      http.post("*/api/v1/self-test/runs", ran),
    );
    const { user } = renderApp("/settings/notifications");
    const run = await screen.findByRole("button", { name: "Test the whole way now" });
    expect(run).toHaveAccessibleDescription("It cannot be tested yet: choose a channel under “Test by”, and save.");
    await user.click(run);
    await user.selectOptions(screen.getByLabelText("Test by"), "My program");
    expect(run).toHaveAccessibleDescription("It cannot be tested yet: press “Save the self-test” first.");
    expect(ran).not.toHaveBeenCalled();
  });

  it("runs on demand, is planned for the night, and says what failed where (N14)", async () => {
    const put: unknown[] = [];
    let runs: Record<string, unknown>[] = [];
    server.use(
      http.get("*/api/v1/channels", () => HttpResponse.json({ items: [aChannel()], next_cursor: null })),
      http.get("*/api/v1/self-test", () => HttpResponse.json({ ...TEST, runs })),
      http.put("*/api/v1/self-test", async ({ request }) => {
        put.push(await request.json());
        return HttpResponse.json({ ...TEST, nightly: true, runs });
      }),
      http.post("*/api/v1/self-test/runs", () => {
        const failed = { name: "delivery", passed: false, sentence: "“My program” did not get it: it refused it with status 401.", seconds: 0.1 };
        runs = [{ ...RUN, state: "failed", steps: [STEP, failed] }];
        return HttpResponse.json(runs[0] ?? null);
      }),
    );
    const { user } = renderApp("/settings/notifications");
    const form = within(await screen.findByRole("form", { name: "Self-test" }));
    await user.click(form.getByRole("switch", { name: "Every night" }));
    expect(form.getByLabelText("At")).toHaveValue("03:00");
    await user.click(form.getByRole("button", { name: "Save the self-test" }));
    await vi.waitFor(() => expect(put).toEqual([{ channel_id: aChannel().id, nightly: true, minute: 180 }]));
    await user.click(form.getByRole("button", { name: "Test the whole way now" }));
    const told = within(await form.findByRole("list", { name: "Self-tests" }));
    expect(await told.findByText(/did not get it: it refused it with status 401/)).toBeVisible();
    expect(told.getByLabelText("Failed")).toBeVisible();
    expect(told.getByText(/asked by Ada/)).toBeVisible();
  });
});
