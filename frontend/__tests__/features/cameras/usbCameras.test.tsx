import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { pictureOf, wordOf } from "@/features/cameras/usb";
import type { Schemas } from "@/lib/api/types";
import { aCamera } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

type Devices = Schemas["UsbDevicesOut"];

const DEVICE = "usb:046d:0825:0.0:serial:ABC123";
const webcam: Devices["items"][number] = {
  device: DEVICE,
  name: "HD Webcam",
  serial: "ABC123",
  port: "1.2",
  moves: true,
  path: "/dev/video0",
  trouble: "",
  pictures: [
    { codec: "raw", width: 640, height: 480, rates: [30] },
    { codec: "mjpeg", width: 640, height: 480, rates: [30, 15] },
    { codec: "mjpeg", width: 1920, height: 1080, rates: [30, 5] },
  ],
  taken_by: null,
};
const second: Devices["items"][number] = {
  ...webcam,
  device: "usb:1:port",
  name: "Second",
  moves: false,
  port: "1.4",
  trouble: "This program may not use the camera.",
  taken_by: { id: "4", name: "Yard" },
};

/** What is plugged in, now and after the next look; and what was sent to be tested. */
function plugged(...looks: Devices[]): unknown[] {
  const sent: unknown[] = [];
  let look = 0;
  server.use(
    http.get("*/api/v1/cameras/devices", () => HttpResponse.json(looks[Math.min(look++, looks.length - 1)])),
    http.post("*/api/v1/cameras/test", async ({ request }) => {
      sent.push(((await request.json()) as Schemas["CameraTestIn"]).source);
      return problem({ status: 503, type: "busy", title: "Busy", detail: "Other cameras are being tested." });
    }),
  );
  return sent;
}

async function choose() {
  const app = renderApp("/cameras/add");
  await app.user.click(await screen.findByRole("radio", { name: /USB camera/ }));
  return app;
}

const some = (...items: Devices["items"]): Devices => ({ supported: true, sentence: "", items });

describe("USB cameras (C2)", () => {
  it("lists what is plugged in, and tests the one that was chosen with what it is asked for", async () => {
    const sent = plugged(some(webcam, second));
    const { user } = await choose();
    const list = await screen.findByRole("radiogroup", { name: "USB camera" });
    expect(within(list).getByRole("radio", { name: /HD Webcam.*Number ABC123/ })).not.toBeChecked();
    expect(within(list).getByRole("radio", { name: /Second.*Watched already, as “Yard”/ })).toBeVisible();

    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    expect(screen.getByText("Choose a camera.")).toBeVisible();
    expect(sent).toEqual([]);

    await user.click(within(list).getByRole("radio", { name: /HD Webcam/ }));
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    await screen.findByText("Other cameras are being tested.");
    const picture = screen.getByLabelText("Picture");
    expect(within(picture).getAllByRole("option").map((each) => each.textContent)).toEqual([
      "Automatic",
      "MJPEG, 1920 × 1080",
      "MJPEG, 640 × 480",
      "Not encoded, 640 × 480",
    ]);
    await user.selectOptions(picture, "MJPEG, 640 × 480");
    await user.selectOptions(screen.getByLabelText("Pictures a second"), "15");
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    expect(await screen.findByText("Other cameras are being tested.")).toBeVisible();
    expect(sent).toEqual([
      { kind: "usb", device: DEVICE, codec: "auto", width: 0, height: 0, rate: 0 },
      { kind: "usb", device: DEVICE, codec: "mjpeg", width: 640, height: 480, rate: 15 },
    ]);
  });

  it("says what stands in the way of one", async () => {
    plugged(some({ ...second, taken_by: null }));
    const { user } = await choose();
    await user.click(await screen.findByRole("radio", { name: /Port 1\.4.*leave it there/ }));
    expect(screen.getByText(second.trouble)).toBeVisible();
  });

  it("says what to do while none is there, and looks again", async () => {
    plugged({ supported: true, sentence: "Plug one in, then look again.", items: [] }, some(webcam));
    const { user } = await choose();
    expect(await screen.findByRole("heading", { name: "Plug in a camera" })).toBeVisible();
    expect(screen.getByText("Plug one in, then look again.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    expect(screen.getByText("Choose a camera.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Look again" }));
    expect(await screen.findByRole("radio", { name: /HD Webcam/ })).toBeVisible();
  });

  it("says so where there are none at all", async () => {
    plugged({ supported: false, sentence: "Only Linux has Video4Linux.", items: [] });
    await choose();
    expect(await screen.findByText("Only Linux has Video4Linux.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Look again" })).not.toBeInTheDocument();
  });

  it("keeps a stored one that is not plugged in", async () => {
    plugged(some(second));
    const source = { kind: "usb", device: DEVICE, codec: "h264", width: 1280, height: 720, rate: 10 } as const;
    const camera = aCamera({ source });
    server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null })));
    renderApp(`/cameras/${camera.id}/edit`);
    expect(await screen.findByRole("radio", { name: /The camera that was chosen.*not plugged in now/ })).toBeChecked();
    expect(screen.getByLabelText("Picture")).toHaveDisplayValue("H.264, 1280 × 720");
    expect(screen.getByLabelText("Pictures a second")).toHaveDisplayValue("10");
    expect(screen.getByRole("button", { name: "Save camera" })).toBeVisible();
  });

  it("writes kind and size as one word and back", () => {
    for (const each of [
      { codec: "auto", width: 0, height: 0 },
      { codec: "mjpeg", width: 640, height: 480 },
      { codec: "raw", width: 0, height: 0 },
    ] as const)
      expect(pictureOf(wordOf(each))).toEqual(each);
  });
});
