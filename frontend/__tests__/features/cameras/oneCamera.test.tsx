import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { aCamera, anEventDetail, aProblem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

const camera = aCamera({ name: "Front door" });

describe("one camera (F8, F18)", () => {
  beforeEach(() => server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null }))));

  it("edits the name without touching the source", async () => {
    let sent: unknown;
    server.use(
      http.patch("*/api/v1/cameras/:id", async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ ...camera, name: "Main door" });
      }),
    );
    const { user } = renderApp(`/cameras/${camera.id}/edit`);
    const name = await screen.findByLabelText("Name");
    expect(screen.getByLabelText("Password")).toHaveValue("");
    expect(screen.getByLabelText("Password")).toHaveAccessibleDescription("Leave it empty to keep the stored one");
    await user.clear(name);
    await user.type(name, "Main door");
    await user.click(screen.getByRole("button", { name: "Save camera" }));

    expect(await screen.findByRole("heading", { level: 1, name: "Main door" })).toBeVisible();
    expect(sent).toEqual({ name: "Main door" });
  });

  it("asks for the password again where the address changed", async () => {
    const detail = "The address or the user name changed. Type the password again.";
    server.use(
      http.post("*/api/v1/cameras/test", () => problem(aProblem("password-needed", 422, detail, { "source.password": "is needed" }))),
    );
    const { user } = renderApp(`/cameras/${camera.id}/edit`);
    await user.type(await screen.findByLabelText("Address"), "2");
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    await waitFor(() => expect(screen.getByLabelText("Password")).toHaveAccessibleDescription(expect.stringContaining(detail)));
  });

  it("N1 has no place for an address that a member is not told", async () => {
    const untold = { ...camera, source: { ...camera.source, url: "" } };
    server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [untold], next_cursor: null })));
    renderApp(`/cameras/${camera.id}`);
    expect(await screen.findByText("Sound")).toBeVisible();
    expect(screen.queryByText("Address")).not.toBeInTheDocument();
  });

  it("pauses", async () => {
    let sent: unknown;
    server.use(
      http.patch("*/api/v1/cameras/:id", async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ ...camera, enabled: false });
      }),
    );
    const { user } = renderApp(`/cameras/${camera.id}`);
    await user.click(await screen.findByRole("switch", { name: "Watch this camera" }));
    expect(await screen.findByRole("heading", { name: "Paused" })).toBeVisible();
    expect(sent).toEqual({ enabled: false });
    expect(screen.getByRole("switch", { name: "Watch this camera" })).not.toBeChecked();
  });

  it("deletes only after its name was typed", async () => {
    const deleted: string[] = [];
    server.use(
      http.delete("*/api/v1/cameras/:id", ({ params }) => {
        deleted.push(String(params.id));
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderApp(`/cameras/${camera.id}`);
    await user.click(await screen.findByRole("button", { name: "Delete" }));
    const field = await screen.findByLabelText("Type “Front door” to confirm");
    await user.type(field, "Back door{Enter}");
    expect(field).toHaveAccessibleDescription("That is not “Front door”.");
    expect(deleted).toEqual([]);

    await user.clear(field);
    await user.type(field, "front door{Enter}");
    expect(await screen.findByRole("heading", { level: 1, name: "Cameras" })).toBeVisible();
    expect(deleted).toEqual([camera.id]);
    expect(screen.queryByRole("article", { name: "Front door" })).not.toBeInTheDocument();
  });

  it("follows its health live", async () => {
    renderApp(`/cameras/${camera.id}`);
    await screen.findByText("Connected · 1080p · 15 fps");
    openSocket("/api/v1/live").says({
      kind: "camera.health",
      cursor: null,
      body: { camera_id: camera.id, health: { ...camera.health, condition: "down", sentence: "Down since 02:10: wrong password" } },
    });
    expect(await screen.findByText(/^Down since .+: wrong password$/)).toBeVisible();
  });

  it("tells how often objects were looked for, and what there was no time for (E11)", async () => {
    const busy = { ...camera, health: { ...camera.health, looks_per_second: 4.2, looks_skipped: 1200 } };
    server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [busy], next_cursor: null })));
    const { user } = renderApp(`/cameras/${camera.id}`);
    await user.click(await screen.findByText("Details"));
    expect(screen.getByText("4.2 times a second, 1,200 skipped for lack of time")).toBeVisible();
  });

  it("says that a camera does not exist", async () => {
    renderApp("/cameras/01980000-0000-7000-8000-00000000dead");
    expect(await screen.findByRole("heading", { level: 1, name: "No such camera" })).toBeVisible();
  });
});

describe("what is there now (C14)", () => {
  it("says it in a sentence, with the way to the event", async () => {
    const event = anEventDetail({
      trigger: "manual",
      description: { text: "Seen at “Front door” when somebody asked: a person.", language: "en", describer: "built-in", provisional: true },
    });
    server.use(
      http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null })),
      http.post("*/api/v1/cameras/:id/describe", () => HttpResponse.json(event, { status: 201 })),
    );
    const { user } = renderApp(`/cameras/${camera.id}`);
    await user.click(await screen.findByRole("button", { name: "What is there now?" }));

    expect(await screen.findByText(event.description.text)).toBeVisible();
    expect(screen.getByRole("link", { name: "Open the event" })).toHaveAttribute("href", `/events/${event.id}`);
  });

  it("says why there is no answer", async () => {
    server.use(
      http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null })),
      http.post("*/api/v1/cameras/:id/describe", () => problem(aProblem("no-picture", 503, "There is no picture right now."))),
    );
    const { user } = renderApp(`/cameras/${camera.id}`);
    await user.click(await screen.findByRole("button", { name: "What is there now?" }));

    expect(await screen.findByText("There is no picture right now.")).toBeVisible();
  });
});
