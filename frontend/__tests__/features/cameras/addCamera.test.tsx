import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Schemas } from "@/lib/api/types";
import { aCamera, aProblem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const failed: Schemas["CameraTestOut"] = {
  ok: false,
  detail: "The camera refused the password. Check user name and password.",
  reason_slug: "wrong-password",
  picture: null,
  codec: null,
  width: null,
  height: null,
  rate: null,
  has_sound: false,
  certificate: "",
};
const succeeded: Schemas["CameraTestOut"] = {
  ...failed,
  ok: true,
  detail: "The camera answers: 1920×1080, h264, 15 fps.",
  reason_slug: "",
  picture: "/9j/4AAQ",
};

function answering(result: Schemas["CameraTestOut"], sent: unknown[] = []) {
  return http.post("*/api/v1/cameras/test", async ({ request }) => {
    sent.push(await request.json());
    return HttpResponse.json(result);
  });
}

async function typeCamera() {
  const app = renderApp("/cameras/add");
  await app.user.click(await screen.findByLabelText("Address"));
  await app.user.paste("rtsp://192.0.2.10/stream");
  await app.user.type(screen.getByLabelText("User name"), "viewer");
  await app.user.type(screen.getByLabelText("Password"), "secret");
  await app.user.type(screen.getByLabelText("Name"), "Yard");
  return app;
}

describe("adding a camera (F8, F18)", () => {
  it("says in a sentence why the test failed and keeps what was typed", async () => {
    server.use(answering(failed));
    const { user } = await typeCamera();
    await user.click(screen.getByRole("button", { name: "Test the camera" }));

    const status = screen.getByRole("status", { name: "Test of the camera" });
    expect(await within(status).findByText(failed.detail)).toBeVisible();
    expect(screen.getByLabelText("Address")).toHaveValue("rtsp://192.0.2.10/stream");
    expect(screen.queryByRole("button", { name: "Save camera" })).not.toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Save anyway" })).toBeVisible();
  });

  it("leads to the faulty input, which may lie above the screen of a phone", async () => {
    const { user } = renderApp("/cameras/add");
    const button = await screen.findByRole("button", { name: "Test the camera" });
    await user.click(button);
    await waitFor(() => expect(screen.getByLabelText("Address")).toHaveFocus());
    expect(screen.getByLabelText("Address")).toHaveAccessibleDescription(/Type the camera's address/);
    await user.click(button);
    await waitFor(() => expect(screen.getByLabelText("Address")).toHaveFocus());
  });

  it("leads to the input that an answer names", async () => {
    const fault = aProblem("bad-input", 422, "This cannot be saved.", { "source.url": "No camera is there." });
    server.use(http.post("*/api/v1/cameras/test", () => problem(fault)));
    const { user } = await typeCamera();
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    await waitFor(() => expect(screen.getByLabelText("Address")).toHaveFocus());
  });

  it("shows the picture, then saves and leads to the camera", async () => {
    const tests: unknown[] = [];
    const saved: unknown[] = [];
    const yard = aCamera({ name: "Yard" });
    server.use(
      answering(succeeded, tests),
      http.post("*/api/v1/cameras", async ({ request }) => {
        saved.push(await request.json());
        server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [yard], next_cursor: null })));
        return HttpResponse.json(yard, { status: 201 });
      }),
    );
    const { user, router } = await typeCamera();
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    expect(await screen.findByRole("img", { name: "What the camera sees now" })).toHaveAttribute("src", "data:image/jpeg;base64,/9j/4AAQ");
    await user.click(screen.getByRole("button", { name: "Save camera" }));

    expect(await screen.findByRole("heading", { level: 1, name: "Yard" })).toBeVisible();
    expect(router.state.location.pathname).toBe(`/cameras/${yard.id}`);
    const source = {
      kind: "rtsp",
      url: "rtsp://192.0.2.10/stream",
      username: "viewer",
      password: "secret",
      transport: "auto",
      certificate: "",
    };
    expect(tests).toEqual([{ source }]);
    expect(saved).toEqual([{ name: "Yard", source, enabled: true }]);
  });

  it("forgets a test once the address changed", async () => {
    server.use(answering(succeeded));
    const { user } = await typeCamera();
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    await screen.findByRole("button", { name: "Save camera" });
    await user.type(screen.getByLabelText("Address"), "2");
    expect(screen.queryByRole("button", { name: "Save camera" })).not.toBeInTheDocument();
    expect(screen.queryByText(succeeded.detail)).not.toBeInTheDocument();
  });

  it("adds a file, chosen with the keyboard", async () => {
    const tests: unknown[] = [];
    server.use(answering(succeeded, tests));
    const { user } = renderApp("/cameras/add");
    await user.click(await screen.findByRole("radio", { name: /Video file/ }));
    await user.click(screen.getByLabelText("File"));
    await user.paste("/videos/yard.mp4");
    await user.click(screen.getByRole("switch", { name: "Start again at the end" }));
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    await screen.findByText(succeeded.detail);
    expect(tests).toEqual([{ source: { kind: "file", path: "/videos/yard.mp4", loop: false } }]);
  });

  it("tells a taken name at its field", async () => {
    const detail = "There is already a camera named “Yard”. Choose another name.";
    server.use(
      answering(succeeded),
      http.post("*/api/v1/cameras", () => problem(aProblem("camera-name-taken", 409, detail, { name: "is taken" }))),
    );
    const { user } = await typeCamera();
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    await user.click(await screen.findByRole("button", { name: "Save camera" }));
    await waitFor(() => expect(screen.getByLabelText("Name")).toHaveAccessibleDescription(expect.stringContaining(detail)));
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  });

  it("tells at once what is missing", async () => {
    const { user } = renderApp("/cameras/add");
    await user.click(await screen.findByRole("button", { name: "Test the camera" }));
    expect(screen.getByLabelText("Address")).toHaveAccessibleDescription(expect.stringContaining("Type the camera's address."));
    expect(screen.getByLabelText("Name")).toBeValid(); // a test needs none
    await user.click(screen.getByRole("radio", { name: /Video file/ }));
    await user.click(screen.getByRole("radio", { name: /Camera in the network/ }));
    expect(screen.getByLabelText("Address")).toBeValid();
  });

  it("says so when ArgusAI does not answer", async () => {
    server.use(http.post("*/api/v1/cameras/test", () => HttpResponse.error()));
    const { user } = await typeCamera();
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("ArgusAI does not answer.");
  });
});
