import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { App, createParts } from "@/app/App";
import { aCamera } from "@/lib/testing/factories";
import { aRule } from "@/lib/testing/rules";
import { server } from "@/lib/testing/server";
import { renderApp } from "../support/render";

const TRIAL = { sentence: "When anything happens: tell everybody.", since: "2026-01-01T00:00:00Z", looked_at: 0, complete: true, fires_now: 0, fired_before: 0, events: [] };
const YARD = aCamera({ name: "Yard" });

function serve() {
  server.use(
    http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [YARD], next_cursor: null })),
    http.get("*/api/v1/rules", () => HttpResponse.json({ items: [aRule()], next_cursor: null })),
    http.post("*/api/v1/rules/trial", () => HttpResponse.json(TRIAL)),
    http.patch("*/api/v1/rules/:id", () => HttpResponse.json(aRule())),
  );
}

/** Whether the browser would ask before the window is closed. */
const asksOnClose = () => !fireEvent(window, new Event("beforeunload", { cancelable: true }));

async function aHalfTypedRule(): Promise<{ user: UserEvent; path: () => string }> {
  serve();
  const { user, router } = renderApp(`/rules/${aRule().id}`);
  await user.type(await screen.findByLabelText("Name"), " at night");
  return { user, path: () => router.state.location.pathname };
}

const follow = (user: UserEvent) => user.click(screen.getAllByRole("link", { name: "Events" })[0] as HTMLElement);

describe("what is not saved (F18)", () => {
  it("stays when somebody follows a link and thinks again, and the focus goes back to the link", async () => {
    const { user, path } = await aHalfTypedRule();
    await follow(user);
    expect(await screen.findByRole("dialog", { name: "Leave without saving?" })).toHaveAccessibleDescription("What you changed in this rule is not saved.");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.getByLabelText("Name")).toHaveValue("Everything at night");
    expect(screen.getAllByRole("link", { name: "Events" })[0]).toHaveFocus();
    await follow(user);
    await user.click(await screen.findByRole("button", { name: "Stay here" }));
    expect(path()).toBe(`/rules/${aRule().id}`);
  });

  it("is dropped when that is said", async () => {
    const { user, path } = await aHalfTypedRule();
    await follow(user);
    await user.click(await screen.findByRole("button", { name: "Leave" }));
    await waitFor(() => expect(path()).toBe("/events"));
  });

  it("is asked for neither by Cancel nor by Save", async () => {
    const { user, path } = await aHalfTypedRule();
    await user.click(screen.getByRole("link", { name: "Cancel" }));
    await waitFor(() => expect(path()).toBe("/rules"));
    await user.click(await screen.findByRole("link", { name: "Edit Everything" }));
    await user.type(await screen.findByLabelText("Name"), "!");
    await user.click(screen.getByRole("button", { name: "Save the rule" }));
    await waitFor(() => expect(path()).toBe("/rules"));
  });

  it("is asked for by the browser, too, and what nobody changed is not", async () => {
    serve();
    window.history.pushState(null, "", `/rules/${aRule().id}`); // the browser asks for its own history alone
    const parts = createParts();
    const user = userEvent.setup();
    render(<App {...parts} />);
    const name = await screen.findByLabelText("Name");
    expect(asksOnClose()).toBe(false);
    await user.type(name, "!");
    expect(asksOnClose()).toBe(true);
    await user.type(name, "{Backspace}");
    expect(asksOnClose()).toBe(false);
    parts.router.history.destroy();
  });

  it.each([
    ["watch", "Add zone", "The zone that you are drawing is not finished."],
    ["privacy", "Add privacy mask", "What you changed about the privacy masks is not saved, so it does not hold yet."],
  ])("holds for a shape that is being drawn (%s)", async (page, add, lost) => {
    serve();
    const { user } = renderApp(`/cameras/${YARD.id}/${page}`);
    await user.click(await screen.findByRole("button", { name: add }));
    const frame = screen.getAllByRole("presentation").find((each) => each.style.aspectRatio) as HTMLElement;
    frame.getBoundingClientRect = () => DOMRect.fromRect({ width: 400, height: 200 });
    fireEvent.click(frame, { clientX: 10, clientY: 10 });
    await user.click(screen.getByRole("link", { name: "Back to the camera" }));
    expect(await screen.findByRole("dialog")).toHaveAccessibleDescription(lost);
  });

  it.each([
    ["hours", "Add hours", "The hours that you changed are not saved."],
    ["edit", "", "What you typed about this camera is not saved."],
  ])("holds for the forms of a camera (%s)", async (page, press, lost) => {
    serve();
    const { user } = renderApp(`/cameras/${YARD.id}/${page}`);
    if (press) await user.click(await screen.findByRole("button", { name: press }));
    else await user.type(await screen.findByLabelText("Name"), "!");
    await follow(user);
    expect(await screen.findByRole("dialog")).toHaveAccessibleDescription(lost);
  });
});
