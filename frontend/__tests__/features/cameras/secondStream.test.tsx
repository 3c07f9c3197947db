import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Schemas } from "@/lib/api/types";
import { aCamera } from "@/lib/testing/factories";
import { server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const seen = (width: number, height: number): Schemas["CameraTestOut"] => ({
  ok: true,
  detail: `Connected · ${String(width)}×${String(height)}`,
  reason_slug: "",
  picture: null,
  codec: "h264",
  width,
  height,
  rate: 15,
  has_sound: false,
  certificate: "",
});

/** A camera whose second stream has this width; what was asked and what was saved. */
function serve(width: number) {
  const asked: Schemas["CameraTestIn"][] = [];
  const saved: unknown[] = [];
  server.use(
    http.post("*/api/v1/cameras/test", async ({ request }) => {
      const body = (await request.json()) as Schemas["CameraTestIn"];
      asked.push(body);
      return HttpResponse.json(body.sub ? seen(width, 360) : seen(1920, 1080));
    }),
    http.post("*/api/v1/cameras", async ({ request }) => {
      saved.push(await request.json());
      return HttpResponse.json(aCamera(), { status: 201 });
    }),
  );
  return { asked, saved };
}

async function typeBoth() {
  const { user } = renderApp("/cameras/add");
  await user.click(await screen.findByLabelText("Address"));
  await user.paste("rtsp://192.0.2.10/main");
  await user.click(screen.getByLabelText("Address of the second, smaller stream"));
  await user.paste("rtsp://192.0.2.10/sub");
  await user.type(screen.getByLabelText("Name"), "Gate");
  await user.click(screen.getByRole("button", { name: "Test the camera" }));
  return user;
}

describe("the second, smaller stream (C1)", () => {
  it("is tested beside the main one and saved with it", async () => {
    const { asked, saved } = serve(640);
    const user = await typeBoth();
    expect(await screen.findByText(/Second stream: Connected · 640×360/)).toBeVisible();
    expect(asked.map(({ sub }) => (sub && "url" in sub ? sub.url : null))).toEqual([null, "rtsp://192.0.2.10/sub"]);
    await user.click(screen.getByRole("button", { name: "Save camera" }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]).toMatchObject({ sub: { kind: "rtsp", url: "rtsp://192.0.2.10/sub" } });
  });

  it("is warned of where it is not the smaller one", async () => {
    serve(1920);
    await typeBoth();
    expect(await screen.findByText(/It is not smaller than the main one/)).toBeVisible();
  });

  it("goes when its address is emptied", async () => {
    const camera = aCamera({
      sub: { kind: "rtsp", url: "rtsp://192.0.2.10/sub", username: "viewer", has_password: true, transport: "auto", certificate: "" },
    });
    const patches: unknown[] = [];
    serve(640);
    server.use(
      http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null })),
      http.get("*/api/v1/cameras/:id", () => HttpResponse.json(camera)),
      http.patch("*/api/v1/cameras/:id", async ({ request }) => {
        patches.push(await request.json());
        return HttpResponse.json({ ...camera, sub: null });
      }),
    );
    const { user } = renderApp(`/cameras/${camera.id}/edit`);
    await user.clear(await screen.findByLabelText("Address of the second, smaller stream"));
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    await user.click(await screen.findByRole("button", { name: "Save camera" }));
    await waitFor(() => expect(patches).toEqual([{ name: "Front door", sub: null }]));
  });
});
