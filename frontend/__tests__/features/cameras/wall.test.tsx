import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { aCamera, aHealth, aProblem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

const door = aCamera({ name: "Front door" });
const yard = aCamera({ name: "Yard", enabled: false, health: aHealth({ condition: "paused", sentence: "Paused" }) });
const list = (...items: (typeof door)[]) => http.get("*/api/v1/cameras", () => HttpResponse.json({ items, next_cursor: null }));

const names = () => screen.getAllByRole("article").map((tile) => tile.getAttribute("aria-label"));

describe("the wall of cameras (F18)", () => {
  it("shows each camera with its health in words", async () => {
    server.use(list(door, yard));
    renderApp("/cameras");
    const tile = await screen.findByRole("article", { name: "Front door" });
    expect(within(tile).getByText("Connected · 1080p · 15 fps")).toBeVisible();
    expect(within(screen.getByRole("article", { name: "Yard" })).queryByRole("button")).not.toBeInTheDocument();
  });

  it("keeps the old snapshot until the new one is there", async () => {
    server.use(list(door));
    renderApp("/cameras");
    const tile = await screen.findByRole("article", { name: "Front door" });
    expect(within(tile).getByText("Waiting for a picture")).toBeVisible();
    const next = await waitFor(() => {
      const asked = tile.querySelector("img[hidden]");
      if (asked === null) throw new Error("No snapshot was asked for");
      return asked;
    });
    fireEvent.load(next);
    expect(within(tile).getByRole("img", { name: "What Front door saw last" })).toHaveAttribute("src", next.getAttribute("src"));
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
