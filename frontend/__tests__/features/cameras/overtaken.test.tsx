import { act, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { CAMERAS_KEY } from "@/features/cameras/api/cameras";
import type { Camera } from "@/lib/api/types";
import { aCamera } from "@/lib/testing/factories";
import { server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

const FRONT = aCamera({ name: "Front door" });
const NOTICE = /^Somebody else changed this meanwhile\. Saving replaces their changes; /;
const MASK = [[[0.1, 0.1], [0.4, 0.1], [0.4, 0.5]]];
const NIGHTS: Camera["schedule"] = [{ days: ["mon"], begins: "22:00", ends: "06:00" }];

/** Opens `page` of the camera; `become` says what it was made by whoever. */
async function open(page: string) {
  server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [FRONT], next_cursor: null })));
  const { user, queryClient } = renderApp(`/cameras/${FRONT.id}/${page}`);
  await screen.findByRole("button", { name: /^(Save|Save camera)$/ });
  const line = openSocket("/api/v1/live");
  let cursor = 0;
  const become = async (changed: Partial<Camera>) => {
    const camera = { ...FRONT, ...changed };
    line.says({ kind: "camera.changed", cursor: (cursor += 1), body: { camera } });
    await waitFor(() => expect(queryClient.getQueryData(CAMERAS_KEY)).toEqual([camera]));
    await act(() => new Promise((shown) => setTimeout(shown))); // what is told of it, is told in the next turn
  };
  return { user, become };
}

describe("what somebody else saved meanwhile is not replaced unawares (C5, C6, C8, C12)", () => {
  it("of the hours: at once, for they are all replaced", async () => {
    const { become } = await open("hours");
    await become({ enabled: false });
    expect(screen.queryByText(NOTICE)).not.toBeInTheDocument();
    await become({ schedule: NIGHTS });
    expect(screen.getByText(NOTICE)).toHaveTextContent(/leave without saving to see them\.$/);
  });

  it("of the name and the streams", async () => {
    const { become } = await open("edit");
    await become({ schedule: NIGHTS });
    expect(screen.queryByText(NOTICE)).not.toBeInTheDocument();
    await become({ name: "Gate" });
    expect(screen.getByRole("alert")).toHaveTextContent(NOTICE);
  });

  it("of the privacy masks: only what one changed oneself stands in the way", async () => {
    const { user, become } = await open("privacy");
    await become({ privacy: { polygons: MASK, video: "reencode" } });
    expect(screen.queryByText(NOTICE)).not.toBeInTheDocument();
    await user.click(screen.getByRole("radio", { name: /Pictures only/ }));
    expect(screen.queryByText(NOTICE)).not.toBeInTheDocument();
    await become({ privacy: { polygons: [...MASK, ...MASK], video: "reencode" } });
    expect(screen.getByText(NOTICE)).toHaveTextContent(/load this page again to see them\.$/);
  });

  it("what one saves oneself is nobody else's, also when it is told before the answer comes", async () => {
    const { user, become } = await open("edit");
    const told = new EventTarget();
    server.use(
      http.patch("*/api/v1/cameras/:id", async () => {
        await new Promise((done) => told.addEventListener("told", done));
        return HttpResponse.json({ ...FRONT, name: "Front door!" });
      }),
    );
    await user.type(await screen.findByLabelText("Name"), "!");
    await user.click(screen.getByRole("button", { name: "Save camera" }));
    await become({ name: "Front door!" });
    expect(screen.getByRole("button", { name: "Save camera" })).toBeVisible();
    expect(screen.queryByText(NOTICE)).not.toBeInTheDocument();
    told.dispatchEvent(new Event("told"));
    expect(await screen.findByRole("heading", { level: 1, name: "Front door!" })).toBeVisible();
  });
});
