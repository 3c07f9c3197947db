import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { aCamera, aHealth, anEvent, aProblem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

const door = aCamera({ name: "Front door" });
const yard = aCamera({ name: "Yard", enabled: false, health: aHealth({ condition: "paused", sentence: "Paused" }) });
const list = (...items: (typeof door)[]) => http.get("*/api/v1/cameras", () => HttpResponse.json({ items, next_cursor: null }));

const snapshotOf = (id: string) =>
  http.get(`*/api/v1/cameras/${id}/snapshot`, () => new HttpResponse("jpeg", { headers: { "Content-Type": "image/jpeg" } }));

const names = () => screen.getAllByRole("article").map((tile) => tile.getAttribute("aria-label"));

describe("the wall of cameras (F18)", () => {
  it("shows each camera with its health in words", async () => {
    server.use(list(door, yard));
    renderApp("/cameras");
    const tile = await screen.findByRole("article", { name: "Front door" });
    expect(within(tile).getByText("Connected · 1080p · 15 fps")).toBeVisible();
    expect(within(screen.getByRole("article", { name: "Yard" })).queryByRole("button")).not.toBeInTheDocument();
  });

  it("keeps the last picture of a lost camera, marks it as old and says since when (F3)", async () => {
    server.use(list(door), snapshotOf(door.id));
    renderApp("/cameras");
    const tile = await screen.findByRole("article", { name: "Front door" });
    const picture = await within(tile).findByRole("img", { name: "What Front door saw last" });
    expect(picture).not.toHaveClass("grayscale");
    const health = aHealth({ condition: "down", sentence: "Down since 18:57: the camera does not answer", since: "2026-03-03T18:57:00Z" });
    openSocket("/api/v1/live").says({ kind: "camera.health", cursor: null, body: { camera_id: door.id, health } });
    expect(await within(tile).findByText(/^Last picture/)).toBeVisible();
    expect(picture).toHaveClass("grayscale");
    expect(within(tile).getByText(/^Down since .*Mar.*: the camera does not answer$/)).toBeVisible();
  });

  it("shows the picture of its last event for a camera that was lost before (F3)", async () => {
    const lost = aCamera({ name: "Gate", health: aHealth({ condition: "down", sentence: "Down since 09:00" }) });
    const thumbnail = { url: "/api/v1/media/1", width: 640, height: 360, taken_at: "2026-03-03T08:59:00Z" };
    const event = anEvent({ camera_id: lost.id, thumbnail });
    server.use(list(lost), http.get("*/api/v1/events", () => HttpResponse.json({ items: [event], next_cursor: null })));
    renderApp("/");
    const tile = await screen.findByRole("article", { name: "Gate" });
    expect(await within(tile).findByRole("img", { name: "What Gate saw last" })).toHaveAttribute("src", thumbnail.url);
    expect(within(tile).getByText(/^Last picture/)).toBeVisible();
    expect(within(tile).queryByText("No picture yet")).not.toBeInTheDocument();
  });

  it("shows a camera live after a tap and stops after the next", async () => {
    server.use(list(door));
    const { user } = renderApp("/cameras");
    await user.click(await screen.findByRole("button", { name: "Show Front door live" }));
    expect(await screen.findByRole("group", { name: "Live picture of Front door" })).toBeVisible();
    expect(openSocket(`/api/v1/cameras/${door.id}/live`)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Stop the live picture of Front door" }));
    expect(screen.queryByRole("group", { name: "Live picture of Front door" })).not.toBeInTheDocument();
    expect(() => openSocket(`/api/v1/cameras/${door.id}/live`)).toThrow();
  });

  it("says what will appear while there is no camera", async () => {
    renderApp("/cameras");
    expect(await screen.findByRole("heading", { name: "No camera yet" })).toBeVisible();
    expect(within(screen.getByRole("main")).getAllByRole("link", { name: "Add a camera" })).toHaveLength(2);
  });

  it("tells a failure where the tiles would be, and tries again", async () => {
    server.use(http.get("*/api/v1/cameras", () => problem(aProblem("database-busy", 500, "The database is busy."))));
    const { user } = renderApp("/cameras");
    expect(await screen.findByRole("alert")).toHaveTextContent("The cameras cannot be shown.");
    server.use(list(door));
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("article", { name: "Front door" })).toBeVisible();
  });

  it("takes in cameras that others add, change or delete", async () => {
    server.use(list(door));
    renderApp("/cameras");
    await screen.findByRole("article", { name: "Front door" });
    const line = openSocket("/api/v1/live");
    line.says({ kind: "camera.changed", cursor: 1, body: { camera: yard } });
    line.says({ kind: "camera.changed", cursor: 2, body: { camera: { ...door, name: "Gate" } } });
    expect(await screen.findByRole("article", { name: "Gate" })).toBeVisible();
    expect(names()).toEqual(["Gate", "Yard"]);
    line.says({ kind: "camera.deleted", cursor: 3, body: { camera_id: door.id } });
    await waitFor(() => expect(names()).toEqual(["Yard"]));
  });
});
