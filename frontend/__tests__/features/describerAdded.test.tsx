import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { aCamera } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../support/render";

const ONE = "01980000-0000-7000-8000-000000000001";

describe("[D13] a new describer", () => {
  it("whoever is added is tried at once with the newest picture", async () => {
    const camera = aCamera({ name: "Yard" });
    const tried: unknown[] = [];
    server.use(
      http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null })),
      http.post("*/api/v1/describers", () => HttpResponse.json({ id: ONE, name: "Cellar" }, { status: 201 })),
      http.post("*/api/v1/describers/:id/test", async ({ params, request }) => {
        tried.push([params.id, await request.json()]);
        return problem({ type: "describer-model", title: "", status: 502, detail: "It has no such model.", fields: {} });
      }),
    );
    const { user } = renderApp("/settings/ai");
    await user.click(await screen.findByRole("button", { name: "Add a describer…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add a describer" }));
    await user.type(dialog.getByLabelText("Name"), "Cellar");
    await user.click(dialog.getByLabelText("Address"));
    await user.paste("http://nas:11434/v1");
    await user.type(dialog.getByLabelText("Model"), "llava:7b");
    await user.click(dialog.getByRole("button", { name: "Add" }));
    expect(await screen.findByText("Cellar is added, but did not describe the picture.")).toBeVisible();
    expect(screen.getByText("It has no such model.")).toBeVisible();
    expect(tried).toEqual([[ONE, { camera_id: camera.id }]]);
  });
});
