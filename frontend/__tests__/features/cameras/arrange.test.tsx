import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { aCamera, newId } from "@/lib/testing/factories";
import { server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const [yard, hall] = [aCamera({ name: "Yard" }), aCamera({ name: "Hall", position: 1 })];
const outside = { id: newId(), name: "Outside", camera_ids: [yard.id] };
const house = () => {
  server.use(
    http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [yard, hall], next_cursor: null })),
    http.get("*/api/v1/camera-groups", () => HttpResponse.json({ items: [outside], next_cursor: null })),
  );
};

describe("arranging cameras (C12)", () => {
  it("moves a camera by its arrows, shows it at once and says where it is now", async () => {
    house();
    let sent: unknown;
    server.use(
      http.put("*/api/v1/cameras/order", async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ items: [{ ...hall, position: 0 }, { ...yard, position: 1 }], next_cursor: null });
      }),
    );
    const { user } = renderApp("/cameras/arrange");
    await user.click(await screen.findByRole("button", { name: "Move Hall up" }));
    expect(await screen.findByText("Hall is now 1 of 2.")).toBeInTheDocument();
    await waitFor(() => expect(screen.getAllByRole("checkbox").map((box) => box.closest("label")?.textContent)).toEqual(["Hall", "Yard"]));
    expect(sent).toEqual({ camera_ids: [hall.id, yard.id] });
  });

  it("pauses the ticked cameras together and says what was not done", async () => {
    house();
    let sent: unknown;
    server.use(
      http.post("*/api/v1/cameras/changes", async ({ request }) => {
        sent = await request.json();
        const items = [
          { camera_id: yard.id, camera: { ...yard, pause: { until: null } }, detail: "" },
          { camera_id: hall.id, camera: null, detail: "There is no such camera." },
        ];
        return HttpResponse.json({ items, next_cursor: null });
      }),
    );
    const { user } = renderApp("/cameras/arrange");
    expect(await screen.findByRole("button", { name: "Pause for 1 hour" })).toBeDisabled();
    for (const name of ["Yard", "Hall"]) await user.click(screen.getByRole("checkbox", { name }));
    await user.click(screen.getByRole("button", { name: "Pause for 1 hour" }));
    expect(await screen.findByText("1 camera is paused. 1 not: There is no such camera.")).toBeVisible();
    expect(sent).toEqual({ change: "pause", camera_ids: [yard.id, hall.id], pause: { seconds: 3600 } });
  });

  it("shows only the cameras of the chosen group", async () => {
    house();
    const { user } = renderApp("/cameras");
    const groups = await screen.findByRole("group", { name: "Groups of cameras" });
    await user.click(within(groups).getByRole("button", { name: "Outside" }));
    await waitFor(() => expect(screen.queryByRole("article", { name: "Hall" })).not.toBeInTheDocument());
    expect(screen.getByRole("article", { name: "Yard" })).toBeVisible();
  });
});
