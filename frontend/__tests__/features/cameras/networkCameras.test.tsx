import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Schemas } from "@/lib/api/types";
import { server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const PIN = "ab".repeat(32);
const refused: Schemas["CameraTestOut"] = {
  ok: false,
  detail: "The camera's certificate is vouched for by nobody this machine trusts.",
  reason_slug: "certificate",
  picture: null,
  codec: null,
  width: null,
  height: null,
  rate: null,
  has_sound: false,
  certificate: PIN,
};
const succeeded: Schemas["CameraTestOut"] = { ...refused, ok: true, detail: "Connected · 640×480", reason_slug: "", certificate: "" };

/** A camera that shows its picture only to who accepts its certificate; what it was asked. */
function answering(): unknown[] {
  const sent: unknown[] = [];
  server.use(
    http.post("*/api/v1/cameras/test", async ({ request }) => {
      const body = (await request.json()) as Schemas["CameraTestIn"];
      sent.push(body.source);
      const pinned = "certificate" in body.source && body.source.certificate === PIN;
      return HttpResponse.json(pinned || !("url" in body.source) || body.source.url.startsWith("http:") ? succeeded : refused);
    }),
  );
  return sent;
}

describe("cameras in the network (C1, C2)", () => {
  it("tests a camera that sends pictures over the web, as often as asked", async () => {
    const sent = answering();
    const { user } = renderApp("/cameras/add");
    await user.click(await screen.findByRole("radio", { name: /Camera with web pictures/ }));
    await user.click(screen.getByLabelText("Address"));
    await user.paste("http://192.0.2.10/snap.jpg");
    const rate = screen.getByLabelText("Pictures a second");
    await user.clear(rate);
    await user.type(rate, "20");
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    expect(screen.getByText("Type a number from 0.2 to 10.")).toBeVisible();
    expect(sent).toEqual([]);
    await user.clear(rate);
    await user.type(rate, "0.5");
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    await screen.findByText(succeeded.detail);
    expect(sent).toEqual([{ kind: "http", url: "http://192.0.2.10/snap.jpg", username: "", certificate: "", per_second: 0.5 }]);
  });

  it("shows a certificate that nobody vouches for, and accepts it on request only", async () => {
    const sent = answering();
    const { user } = renderApp("/cameras/add");
    await user.click(await screen.findByLabelText("Address"));
    await user.paste("rtsps://192.0.2.10/s");
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    const status = screen.getByRole("status", { name: "Test of the camera" });
    expect(await within(status).findByText(/^AB:AB:AB/)).toBeVisible();
    await user.click(within(status).getByRole("button", { name: "Accept this certificate" }));
    expect(screen.getByRole("region", { name: "Accepted certificate" })).toHaveTextContent("AB:AB");
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    expect(await screen.findByRole("button", { name: "Save camera" })).toBeVisible();
    expect(sent).toMatchObject([{ certificate: "" }, { certificate: PIN, transport: "auto" }]);

    await user.click(screen.getByRole("button", { name: "Accept it no more" }));
    expect(screen.queryByRole("button", { name: "Save camera" })).not.toBeInTheDocument();
  });

  it("sends the way that was chosen", async () => {
    const sent = answering();
    const { user } = renderApp("/cameras/add");
    await user.click(await screen.findByLabelText("Address"));
    await user.paste("rtsp://192.0.2.10/s");
    await user.selectOptions(screen.getByLabelText("How the pictures travel"), "Tunnel through HTTP");
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    expect(await screen.findByText(refused.detail)).toBeVisible();
    expect(sent).toMatchObject([{ kind: "rtsp", transport: "http" }]);
  });

  it("tells the usual addresses of makers, those of the chosen kind", async () => {
    const { user } = renderApp("/cameras/add");
    await user.click(await screen.findByText("Usual addresses by maker"));
    expect(screen.getByText("rtsp://192.168.1.20:554/Streaming/Channels/101")).toBeVisible();
    expect(screen.queryByText("ESP32-CAM")).not.toBeInTheDocument();
    await user.click(screen.getByRole("radio", { name: /Camera with web pictures/ }));
    expect(screen.getByText("http://192.168.1.20:81/stream")).toBeInTheDocument();
  });
});
