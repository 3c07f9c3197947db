import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { aCamera } from "@/lib/testing/factories";
import { server } from "@/lib/testing/server";
import { FakeSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

const NAMES = ["Door", "Yard", "Gate"];
const CAMERAS = NAMES.map((name, index) => aCamera({ id: `01980000-0000-7000-8000-00000000000${String(index)}`, name }));
const alone = (name: string) => screen.getByRole("button", { name: new RegExp(`^Show ${name} alone`) });
const watched = () => FakeSocket.all.filter(({ readyState }) => readyState === FakeSocket.OPEN).map(({ url }) => url).filter((url) => url.includes("format="));

async function open() {
  server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: CAMERAS, next_cursor: null })));
  const view = renderApp("/live");
  await screen.findByRole("button", { name: /^Show Gate alone/ });
  return view;
}

describe("the page of live pictures (C9)", () => {
  it("shows every camera in its small picture", async () => {
    await open();
    await waitFor(() => expect(watched()).toHaveLength(3));
    expect(watched().every((url) => url.includes("stream=sub"))).toBe(true);
  });

  it("takes the first arrow key from wherever the page begins", async () => {
    const { user } = await open();
    await user.keyboard("{ArrowRight}");
    expect(alone("Door")).toHaveFocus();
  });

  it("is walked with arrows; Enter shows one alone, Escape leads back", async () => {
    const { user } = await open();
    alone("Door").focus();
    await user.keyboard("{ArrowDown}");
    expect(alone("Yard")).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("heading", { level: 1, name: "Yard" })).toBeVisible();
    expect(watched().at(-1)).toContain("stream=main");
    await user.keyboard("{ArrowRight}");
    expect(await screen.findByRole("heading", { level: 1, name: "Gate" })).toBeVisible();
    await user.keyboard("{Escape}");
    expect(await screen.findByRole("heading", { level: 1, name: "Live" })).toBeVisible();
  });

  it("never loses the focus: it goes to the heading of one, stays on the buttons at an end, and back to its tile", async () => {
    const { user } = await open();
    await user.click(alone("Yard"));
    expect(await screen.findByRole("heading", { level: 1, name: "Yard" })).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "Next camera" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Gate" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Next camera" })).toHaveFocus();
    expect(screen.getByText("3 of 3")).toHaveTextContent("Gate, 3 of 3");
    await user.click(screen.getByRole("button", { name: "Next camera" }));
    expect(screen.getByRole("heading", { level: 1, name: "Gate" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "All cameras" }));
    await waitFor(() => expect(alone("Gate")).toHaveFocus());
  });

  it("leaves the focus alone when one camera is opened by its address", async () => {
    server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: CAMERAS, next_cursor: null })));
    renderApp(`/live?camera=${CAMERAS[1]?.id ?? ""}`);
    expect(await screen.findByRole("heading", { level: 1, name: "Yard" })).not.toHaveFocus();
  });

  it("has the sound of one camera at a time", async () => {
    const { user } = await open();
    alone("Door").focus();
    await user.keyboard("m");
    expect(alone("Door")).toHaveAccessibleName(/its sound is on/);
    await user.keyboard("{End}m");
    expect(alone("Gate")).toHaveAccessibleName(/its sound is on/);
    expect(alone("Door")).not.toHaveAccessibleName(/its sound is on/);
  });

  it("shows what a paused camera saw last, and asks for nothing", async () => {
    CAMERAS[0] = aCamera({ ...CAMERAS[0], enabled: false });
    await open();
    await waitFor(() => expect(watched()).toHaveLength(2));
    expect(alone("Door")).toBeVisible();
  });

  it("says what will be here without a camera", async () => {
    renderApp("/live");
    expect(await screen.findByRole("heading", { name: "No camera yet" })).toBeVisible();
  });
});
