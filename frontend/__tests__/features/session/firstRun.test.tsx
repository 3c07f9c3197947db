import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Schemas } from "@/lib/api/types";
import { aCamera, aProblem, aSession } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const unreached: Schemas["CameraTestOut"] = {
  ok: false,
  detail: "The camera does not answer.",
  reason_slug: "no-answer",
  picture: null,
  codec: null,
  width: null,
  height: null,
  rate: null,
  has_sound: false,
  certificate: "",
};
const firstRun = (codeRequired = false) =>
  http.get("*/api/v1/session", () =>
    HttpResponse.json(aSession({ state: "first-run", code_required: codeRequired, user: null, csrf_token: null })),
  );

describe("first run (F14, F18)", () => {
  it("makes the administrator, offers a camera, lets it be skipped and ends at Home", async () => {
    server.use(firstRun(), http.post("*/api/v1/first-run", () => HttpResponse.json(aSession(), { status: 201 })));
    const { user, router } = renderApp("/");
    expect(await screen.findByRole("heading", { level: 1, name: "Welcome" })).toBeVisible();
    await user.type(screen.getByLabelText("Your name"), "Ada");
    await user.click(screen.getByLabelText("Password"));
    await user.paste("a long pass phrase");
    await user.click(screen.getByRole("button", { name: "Continue" }));

    expect(await screen.findByRole("heading", { level: 1, name: "Your first camera" })).toHaveFocus();
    await user.click(await screen.findByRole("link", { name: "Skip for now" }));

    expect(await screen.findByText(/There is no camera yet/)).toBeVisible();
    expect(screen.getByRole("heading", { level: 1, name: "ArgusAI is watching" })).toHaveFocus();
    await user.click(screen.getByRole("link", { name: "Go to Home" }));
    await screen.findByRole("navigation", { name: "Main" });
    expect(router.state.location.pathname).toBe("/");
  });

  it("shows the live picture of a camera that is there already", async () => {
    server.use(
      http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [aCamera({ name: "Demo street" })], next_cursor: null })),
    );
    const { user } = renderApp("/first-run?step=camera");
    expect(await screen.findByRole("group", { name: "Live picture of Demo street" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(await screen.findByText(/in front of Demo street/)).toBeVisible();
  });

  it("goes on from its heading when a camera was saved and the form is gone", async () => {
    const yard = aCamera({ name: "Yard" });
    server.use(
      http.post("*/api/v1/cameras/test", () => HttpResponse.json(unreached)),
      http.post("*/api/v1/cameras", () => {
        server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [yard], next_cursor: null })));
        return HttpResponse.json(yard, { status: 201 });
      }),
    );
    const { user } = renderApp("/first-run?step=camera");
    await user.click(await screen.findByLabelText("Address"));
    await user.paste("rtsp://192.0.2.10/stream");
    await user.click(screen.getByLabelText("Name"));
    await user.paste("Yard");
    await user.click(screen.getByRole("button", { name: "Test the camera" }));
    await user.click(await screen.findByRole("button", { name: "Save anyway" }));
    expect(await screen.findByRole("group", { name: "Live picture of Yard" })).toBeVisible();
    expect(screen.getByRole("heading", { level: 1, name: "Your first camera" })).toHaveFocus();
  });

  it("asks for the code off loopback, and tells a wrong one at its field", async () => {
    const wrong = "This is not the code printed at start.";
    server.use(firstRun(true), http.post("*/api/v1/first-run", () => problem(aProblem("wrong-code", 403, wrong, { code: wrong }))));
    const { user } = renderApp("/");
    await user.type(await screen.findByLabelText("Your name"), "Ada");
    await user.click(screen.getByLabelText("Password"));
    await user.paste("a long pass phrase");
    await user.type(screen.getByLabelText("One-time code"), "1234");
    await user.click(screen.getByRole("button", { name: "Continue" }));

    await waitFor(() => expect(screen.getByLabelText("One-time code")).toBeInvalid());
    expect(screen.getByLabelText("One-time code")).toHaveAccessibleDescription(expect.stringContaining(wrong));
    expect(screen.getByLabelText("One-time code")).toHaveValue("1234");
  });

  it("refuses a short password before asking the server", async () => {
    server.use(firstRun());
    const { user } = renderApp("/");
    await user.type(await screen.findByLabelText("Your name"), "Ada");
    await user.type(screen.getByLabelText("Password"), "short");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(screen.getByLabelText("Password")).toHaveAccessibleDescription(expect.stringContaining("Use at least 10 characters."));
  });

  it("is never asked twice", async () => {
    const { router } = renderApp("/first-run");
    await screen.findByRole("navigation", { name: "Main" });
    expect(router.state.location.pathname).toBe("/");
  });
});
