import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../support/render";

describe("the person's menu (F18)", () => {
  it("switches the theme by keyboard and remembers it", async () => {
    const { user } = renderApp("/");
    (await screen.findByRole("button", { name: "Your menu" })).focus();
    await user.keyboard("{Enter}");
    await user.click(await screen.findByRole("menuitemradio", { name: "Dark" }));
    expect(document.documentElement).toHaveAttribute("data-theme", "dark");
    expect(localStorage.getItem("argusai.theme")).toBe("dark");
    await user.click(screen.getByRole("menuitemradio", { name: "Like this device" }));
    expect(document.documentElement).toHaveAttribute("data-theme", "light");
    await user.keyboard("{Escape}");
    expect(screen.getByRole("button", { name: "Your menu" })).toHaveFocus();
  });

  it("says so when signing out failed", async () => {
    server.use(http.delete("*/api/v1/session", () => HttpResponse.error()));
    const { user } = renderApp("/");
    await user.click(await screen.findByRole("button", { name: "Your menu" }));
    await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
    expect(await screen.findByText(/^You are still signed in\./, { selector: "li *" })).toBeVisible();
  });

  it("tells that the connection is gone, and that it is back", async () => {
    renderApp("/");
    await screen.findByRole("main");
    openSocket("/api/v1/live").ends();
    expect(screen.getByText(/No connection to ArgusAI/)).toBeVisible();
    window.dispatchEvent(new Event("online"));
    openSocket("/api/v1/live").says({ kind: "hello", cursor: 1, reset: false });
    expect(screen.queryByText(/No connection to ArgusAI/)).not.toBeInTheDocument();
  });
});
