import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Camera, CameraHealth } from "@/lib/api/types";
import { aCamera, aHealth, aProblem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const YARD = aCamera({ name: "Yard" });
const page = `/cameras/${YARD.id}`;
const OFF: NonNullable<CameraHealth["gate"]> = {
  offered: true,
  why_not: "",
  state: "off",
  sentence: "Every picture is decoded.",
  saved: 0,
  watched_hours: 0,
  events: 0,
  missed: 0,
};
const FAR_APART = "Its keyframes are 4 s apart, and it would be that late to notice somebody.";

/** Serves one camera that does as it is told; remembers what that was. */
function serve(gate: CameraHealth["gate"], over: Partial<Camera> = {}) {
  let camera: Camera = { ...YARD, health: aHealth({ gate }), ...over };
  const said: unknown[] = [];
  server.use(
    http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null })),
    http.patch("*/api/v1/cameras/:id", async ({ request }) => {
      const patch = (await request.json()) as Partial<Camera>;
      said.push(patch);
      camera = { ...camera, ...patch };
      return HttpResponse.json(camera);
    }),
  );
  return said;
}

describe("saving power (C11)", () => {
  it("is chosen where keyframes come every second", async () => {
    const said = serve(OFF);
    const { user } = renderApp(page);
    const choice = await screen.findByRole("radiogroup", { name: "Save power" });
    expect(within(choice).getByRole("radio", { name: /Decode every picture/ })).toBeChecked();
    await user.click(within(choice).getByRole("radio", { name: /once it is proven/ }));
    await waitFor(() => expect(within(choice).getByRole("radio", { name: /once it is proven/ })).toBeChecked());
    expect(said).toEqual([{ gate: "auto" }]);
  });

  it("tells what it does and saves", async () => {
    const sentence = "Nothing moves, so only keyframes are decoded. 93 of 100 pictures were not decoded lately.";
    serve({ ...OFF, state: "asleep", saved: 0.93, sentence }, { gate: "keyframes" });
    renderApp(page);
    expect(await screen.findByText(sentence)).toBeVisible();
    expect(screen.getByRole("radio", { name: /Save now/ })).toBeChecked();
  });

  it("is not offered elsewhere, and the page says why", async () => {
    serve({ ...OFF, offered: false, why_not: FAR_APART });
    renderApp(page);
    expect(await screen.findByText(`Nothing can be saved here. ${FAR_APART}`)).toBeVisible();
    expect(screen.queryByRole("radiogroup", { name: "Save power" })).not.toBeInTheDocument();
  });

  it("can be switched off where it saves nothing any more", async () => {
    const said = serve({ ...OFF, offered: false, why_not: FAR_APART, state: "keyframes" }, { gate: "auto" });
    const { user } = renderApp(page);
    await user.click(await screen.findByRole("radio", { name: /Decode every picture/ }));
    await waitFor(() => expect(said).toEqual([{ gate: "off" }]));
  });

  it("waits for a camera that is away, and says when a change is not saved", async () => {
    serve(null);
    const { unmount } = renderApp(page);
    expect(await screen.findByText("What can be saved is known once the camera is connected.")).toBeVisible();
    unmount();
    serve(OFF);
    server.use(http.patch("*/api/v1/cameras/:id", () => problem(aProblem("busy", 503, "The database is busy."))));
    const { user } = renderApp(page);
    await user.click(await screen.findByRole("radio", { name: /Save now/ }));
    expect(await screen.findByText("Your change is not saved.")).toBeVisible();
    expect(screen.getByRole("radio", { name: /Decode every picture/ })).toBeChecked();
  });
});
