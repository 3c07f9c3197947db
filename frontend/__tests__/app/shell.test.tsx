import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { aSession, aSystem, anEvent } from "@/lib/testing/factories";
import { server, signedOut } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../support/render";

describe("the shell (F18)", () => {
  it("offers exactly the pages that exist and marks the current one", async () => {
    const { user } = renderApp("/");
    const navigation = await screen.findByRole("navigation", { name: "Main" });
    const links = within(navigation).getAllByRole("link");
    expect(links.map((link) => link.textContent)).toEqual(["Home", "Live", "Events", "Cameras", "Rules", "Modes", "Parcels", "Why not?", "Settings"]);

    await user.click(within(navigation).getByRole("link", { name: "Cameras" }));

    const heading = await screen.findByRole("heading", { level: 1, name: "Cameras" });
    await waitFor(() => expect(heading).toHaveFocus());
    expect(within(navigation).getByRole("link", { name: "Cameras" })).toHaveAttribute("aria-current", "page");
  });

  it("keeps behind “More” what a phone has no room for", async () => {
    const { user } = renderApp("/");
    const navigation = await screen.findByRole("navigation", { name: "Main" });
    await user.click(within(navigation).getByRole("button", { name: "More" }));
    const items = screen.getAllByRole("menuitem");
    expect(items.map((item) => item.textContent)).toEqual(["Rules", "Modes", "Parcels", "Why not?", "Settings"]);

    await user.click(screen.getByRole("menuitem", { name: "Parcels" }));

    expect(await screen.findByRole("heading", { level: 1, name: "Parcels" })).toBeVisible();
    await waitFor(() => expect(within(navigation).getByRole("button", { name: "More" })).toHaveAttribute("aria-current", "page"));
  });

  it("announces the new page to whoever leaves before the first one is complete", async () => {
    const waiting: (() => void)[] = [];
    server.use(
      http.get("*/api/v1/session", async () => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return HttpResponse.json(aSession());
      }),
    );
    const { router } = renderApp("/");
    const leaving = router.navigate({ to: "/cameras" });
    await waitFor(() => expect(waiting).toHaveLength(1));
    waiting[0]?.();
    await leaving;
    const heading = await screen.findByRole("heading", { level: 1, name: "Cameras" });
    await waitFor(() => expect(heading).toHaveFocus());
  });

  it("leaves the focus to the browser at the first load", async () => {
    const { router } = renderApp("/cameras");
    await waitFor(() => expect(router.state.resolvedLocation?.pathname).toBe("/cameras"));
    await screen.findByRole("heading", { level: 1, name: "Cameras" });
    expect(document.body).toHaveFocus();
  });

  it.each(["/nowhere", "/settings/nowhere"])("says in one landmark that nothing is kept at %s", async (address) => {
    renderApp(address);
    await screen.findByRole("heading", { level: 1, name: "There is no such page" });
    expect(screen.getAllByRole("main")).toHaveLength(1);
  });

  it("lets the keyboard skip to the page first", async () => {
    const { user } = renderApp("/");
    await screen.findByRole("main");
    await user.tab();
    expect(screen.getByRole("link", { name: "Skip to the page" })).toHaveFocus();
  });

  it("leads to sign-in who is not signed in", async () => {
    server.use(http.get("*/api/v1/session", signedOut()));
    const { router } = renderApp("/cameras");
    await screen.findByRole("heading", { level: 1, name: "Sign in" });
    expect(router.state.location.href).toBe("/sign-in?next=%2Fcameras");
  });

  it("says that an address leads nowhere", async () => {
    renderApp("/nowhere");
    expect(await screen.findByRole("heading", { level: 1, name: "There is no such page" })).toBeVisible();
  });

  it("shows what is wrong now and takes it away when it is over", async () => {
    const trouble = { slug: "disk", sentence: "The disk is almost full.", severity: "error" as const, link: "/settings" };
    server.use(http.get("*/api/v1/system", () => HttpResponse.json(aSystem({ troubles: [trouble] }))));
    renderApp("/");
    expect(await screen.findByRole("link", { name: "The disk is almost full." })).toHaveAttribute("href", "/settings");

    openSocket("/api/v1/live").says({ kind: "system.troubles", cursor: null, body: { troubles: [] } });

    await waitFor(() => expect(screen.queryByText("The disk is almost full.")).not.toBeInTheDocument());
  });

  it("announces new events politely and urgent ones at once", async () => {
    renderApp("/");
    await screen.findByRole("main");
    const line = openSocket("/api/v1/live");
    const event = anEvent();
    line.says({ kind: "event.opened", cursor: 2, body: { event } });
    expect(await screen.findByText(`New event. Front door: ${event.description.text}`)).toHaveAttribute("aria-live", "polite");

    line.says({ kind: "event.grown", cursor: 3, body: { event: { ...event, attention: 2 } } });
    expect(await screen.findByText(/^Urgent\. Front door/)).toHaveAttribute("aria-live", "assertive");
  });
});
