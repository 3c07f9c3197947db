import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { ofLimit } from "@/features/describers/words";
import { server } from "@/lib/testing/server";
import { renderApp } from "../support/render";

const ONE = "01980000-0000-7000-8000-000000000001";

function aDescriber(changed: object = {}) {
  return {
    id: ONE, name: "Cellar", kind: "compatible", model: "llava:7b", base_url: "http://nas:11434/v1", has_key: false, enabled: true,
    at_home: true, at_once: 2, one_frame_seconds: 60, several_frames_seconds: 120, input_price: null, output_price: null,
    breaker: "closed", breaker_failures: 0, breaker_seconds: 0, ...changed,
  };
}

async function changing(describer: object) {
  server.use(http.get("*/api/v1/describers", () => HttpResponse.json({ items: [describer], next_cursor: null })));
  const { user } = renderApp("/settings/ai");
  await user.click(await screen.findByRole("button", { name: "Change Cellar" }));
  return { user, dialog: within(await screen.findByRole("dialog", { name: "Change Cellar" })) };
}

describe("[D9] the price of a model", () => {
  it("is not asked for where it runs in the house, and may be entered all the same", async () => {
    const sent: unknown[] = [];
    server.use(
      http.patch("*/api/v1/describers/:id", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(aDescriber());
      }),
    );
    const { user, dialog } = await changing(aDescriber());
    expect(dialog.getByText("It costs nothing: it runs here.")).toBeVisible();
    expect(dialog.getByLabelText("Read")).not.toBeVisible();
    await user.click(dialog.getByText("Enter a price all the same"));
    await user.type(dialog.getByLabelText("Read"), "0,2");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toMatchObject([{ input_price: 0.2, output_price: null }]));
  });

  it("is held against a limit in words", () => {
    expect([ofLimit(0.5, null), ofLimit(0.5, 0), ofLimit(0.419, 0.5)]).toEqual(["", " of $0", " of $0.50 (83 %)"]);
  });

  it("stands open where one was entered, and where the server is not on this network", async () => {
    const { user, dialog } = await changing(aDescriber({ input_price: 2, output_price: 4 }));
    expect(dialog.getByLabelText("Read")).toBeVisible();
    await user.click(dialog.getByRole("switch", { name: "It is on this network" }));
    expect(dialog.queryByText("It costs nothing: it runs here.")).toBeNull();
    expect(dialog.getByLabelText("Read")).toHaveValue("2");
    expect(dialog.getByText(/it counts as a dear one/)).toBeVisible();
  });
});
