import { act, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { aProblem, aSession } from "@/lib/testing/factories";
import { problem, server, signedOut } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

describe("signing in (F14, F18)", () => {
  beforeEach(() => server.use(http.get("*/api/v1/session", signedOut())));
  afterEach(() => vi.useRealTimers());

  it("tells a wrong password where it happened and keeps the name", async () => {
    server.use(
      http.post("*/api/v1/session", () => problem(aProblem("wrong-password", 401, "The name or the password is wrong."))),
    );
    const { user } = renderApp("/sign-in");
    await user.type(await screen.findByLabelText("Name"), "Ada");
    await user.type(screen.getByLabelText("Password"), "guess");
    await user.click(screen.getByRole("button", { name: "Sign in" }));

    expect(await screen.findByRole("alert")).toHaveTextContent("The name or the password is wrong.");
    await waitFor(() => expect(screen.getByRole("alert")).toHaveFocus());
    expect(screen.getByLabelText("Name")).toHaveValue("Ada");
  });

  it("counts down the wait after too many tries and takes none until then (F14)", async () => {
    server.use(
      http.post("*/api/v1/session", () => {
        const body = aProblem("too-many-tries", 429, "Too many wrong tries. Try again in 2 seconds.");
        return HttpResponse.json(body, { status: 429, headers: { "Retry-After": "2" } });
      }),
    );
    vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
    const { user } = renderApp("/sign-in");
    await user.type(await screen.findByLabelText("Name"), "Ada");
    await user.type(screen.getByLabelText("Password"), "guess{Enter}");
    expect(await screen.findByText("Too many wrong tries. Try again in 2 s.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Sign in" })).toBeDisabled();
    act(() => vi.advanceTimersByTime(1_000));
    expect(screen.getByText("Too many wrong tries. Try again in 1 s.")).toBeVisible();
    act(() => vi.advanceTimersByTime(1_000));
    expect(screen.getByText("You can try again now.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Sign in" })).toBeEnabled();
  });

  it("leads back to where the person wanted to go", async () => {
    let sent: unknown;
    server.use(
      http.post("*/api/v1/session", async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(aSession());
      }),
    );
    const { user, router } = renderApp("/cameras");
    await user.type(await screen.findByLabelText("Name"), "Ada");
    await user.type(screen.getByLabelText("Password"), "a long pass phrase{Enter}");

    expect(await screen.findByRole("heading", { level: 1, name: "Cameras" })).toBeVisible();
    expect(router.state.location.pathname).toBe("/cameras");
    expect(sent).toEqual({ name: "Ada", password: "a long pass phrase" });
  });

  it("never leads to an address outside", async () => {
    server.use(http.get("*/api/v1/session", () => HttpResponse.json(aSession())));
    const { router } = renderApp("/sign-in?next=//evil.example/");
    await screen.findByRole("navigation", { name: "Main" });
    expect(router.state.location.href).toBe("/");
  });

  it("asks for what is missing instead of asking the server", async () => {
    const { user } = renderApp("/sign-in");
    await user.click(await screen.findByRole("button", { name: "Sign in" }));
    expect(screen.getByLabelText("Name")).toHaveAccessibleDescription("Type your name.");
    expect(screen.getByLabelText("Password")).toBeInvalid();
  });

  it("shows the password on demand", async () => {
    const { user } = renderApp("/sign-in");
    const field = await screen.findByLabelText("Password");
    expect(field).toHaveAttribute("type", "password");
    await user.click(screen.getByRole("button", { name: "Show password" }));
    expect(field).toHaveAttribute("type", "text");
  });
});

describe("the end of a session (F14, F18)", () => {
  it("signs out through the menu", async () => {
    let token: string | null = null;
    server.use(
      http.delete("*/api/v1/session", ({ request }) => {
        token = request.headers.get("X-CSRF-Token");
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderApp("/");
    await user.click(await screen.findByRole("button", { name: "Your menu" }));
    await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));

    expect(await screen.findByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    expect(token).toBe("csrf-of-this-session");
  });

  it("leads to sign-in when the server no longer knows the session", async () => {
    server.use(http.get("*/api/v1/cameras", () => problem(aProblem("not-signed-in", 401, "Sign in to use this."))));
    renderApp("/cameras");
    expect(await screen.findByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  });

  it("leads to sign-in when the live line is refused", async () => {
    renderApp("/cameras");
    await screen.findByRole("navigation", { name: "Main" });
    openSocket("/api/v1/live").ends(4401);
    expect(await screen.findByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  });
});
