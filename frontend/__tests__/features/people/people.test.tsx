import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Schemas } from "@/lib/api/types";
import { aCamera, aProblem, aSession } from "@/lib/testing/factories";
import { problem, server, signedOut } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

const ADA = "01980000-0000-7000-8000-0000000000aa";
const BEN = "01980000-0000-7000-8000-0000000000bb";
const DOOR = "01980000-0000-7000-8000-0000000000cc";
const TOKEN = "argus_a-token-that-works-once";
const MEMBER = aSession({ user: { id: BEN, name: "Ben", role: "member" } });
const SINCE = { created_at: "2026-01-01T12:00:00Z" };

function serve(over: Partial<Schemas["PeopleOut"]> = {}) {
  const state = { removed: [] as string[], invited: [] as unknown[], roles: [] as unknown[] };
  const people: Schemas["AccountOut"][] = [
    { id: ADA, name: "Ada", role: "administrator", ...SINCE, last_seen_at: "2026-01-02T12:00:00Z", keys: [] },
    { id: BEN, name: "Ben", role: "member", ...SINCE, last_seen_at: null, keys: ["Kitchen"] },
  ];
  const made = { id: DOOR, role: "member" as const, note: "Cleo", made_by: "Ada", ...SINCE, expires_at: "2026-01-04T12:00:00Z" };
  server.use(
    http.get("*/api/v1/people", () => HttpResponse.json({ people, invitations: [], keys_of_nobody: [], ...over })),
    http.delete("*/api/v1/people/:id", ({ params }) => {
      state.removed.push(String(params.id));
      return new HttpResponse(null, { status: 204 });
    }),
    http.patch("*/api/v1/people/:id", async ({ request }) => {
      state.roles.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
    http.post("*/api/v1/invitations", async ({ request }) => {
      state.invited.push(await request.json());
      return HttpResponse.json({ ...made, token: TOKEN }, { status: 201 });
    }),
    http.post("*/api/v1/invitations/seen", () => HttpResponse.json({ role: "member", made_by: "Ada", expires_at: made.expires_at })),
  );
  return state;
}

const section = async () => (await screen.findByRole("heading", { name: "People", level: 2 })).closest("section") as HTMLElement;

describe("people in the settings (N1)", () => {
  it("invites somebody by a link that is shown once", async () => {
    const state = serve();
    const { user } = renderApp("/settings/people");
    await user.click(within(await section()).getByRole("button", { name: "Invite somebody…" }));
    await user.type(screen.getByLabelText(/For whom/), "Cleo");
    await user.click(screen.getByRole("button", { name: "Make the link" }));
    expect(await screen.findByLabelText("Link")).toHaveValue(`${window.location.origin}/join#${TOKEN}`);
    expect(screen.getByText(/This link opens on this machine alone/)).toBeVisible();
    expect(state.invited).toEqual([{ note: "Cleo", role: "member", hours: 72 }]);
  });

  it("removes a person by name, and never the only administrator", async () => {
    const state = serve({ keys_of_nobody: ["Attic"] });
    const { user } = renderApp("/settings/people");
    const people = await section();
    await within(people).findByText("Ada (you)");
    expect(within(people).queryByRole("button", { name: "Remove Ada" })).not.toBeInTheDocument();
    await user.click(within(people).getByRole("button", { name: "Remove Ben" }));
    expect(await screen.findByText(/programs that use “Kitchen” are locked out.*Nobody knows who made the API key “Attic”/)).toBeVisible();
    await user.type(screen.getByRole("textbox"), "Ben");
    await user.click(screen.getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(state.removed).toEqual([BEN]));
  });
});

describe("a role (N1)", () => {
  it("is changed in place, and hears of what others changed", async () => {
    const state = serve();
    const { user } = renderApp("/settings/people");
    const people = await section();
    await within(people).findByText("Ada (you)");
    expect(within(people).queryByRole("button", { name: "Change the role of Ada" })).not.toBeInTheDocument();
    await user.click(within(people).getByRole("button", { name: "Change the role of Ben" }));
    await user.click(screen.getByRole("button", { name: "Make administrator" }));
    await waitFor(() => expect(state.roles).toEqual([{ role: "administrator" }]));
    serve({ people: [{ id: BEN, name: "Ben", role: "administrator", ...SINCE, last_seen_at: null, keys: [] }] });
    server.use(http.get("*/api/v1/session", () => HttpResponse.json(MEMBER)));
    openSocket("/api/v1/live").says({ kind: "people.changed", cursor: 2, body: {} });
    await waitFor(() => expect(screen.queryByRole("heading", { name: "People", level: 2 })).not.toBeInTheDocument());
  });
});

describe("what a member sees (N1)", () => {
  it("shows only settings of his own, and nothing that he cannot change", async () => {
    serve();
    server.use(
      http.get("*/api/v1/session", () => HttpResponse.json(MEMBER)),
      http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [aCamera({ id: DOOR, name: "Front door" })], next_cursor: null })),
    );
    const settings = renderApp("/settings/people"); // not his: led to what is
    await screen.findByRole("searchbox", { name: "Find a setting" });
    const parts = within(screen.getByRole("main")).getAllByRole("link");
    expect(parts.map((link) => link.getAttribute("href"))).toEqual(["/settings/notifications", "/settings/account", "/settings/system"]);
    settings.unmount();
    const camera = renderApp(`/cameras/${DOOR}`);
    await screen.findByRole("heading", { name: "Front door", level: 1 });
    for (const name of ["Edit", "Delete", "Change when it watches", "Pause for 1 hour"]) {
      expect(screen.queryByRole("button", { name })).not.toBeInTheDocument();
      expect(screen.queryByRole("link", { name })).not.toBeInTheDocument();
    }
    camera.unmount();
    const { router } = renderApp("/cameras/add");
    await screen.findByRole("heading", { name: "Cameras", level: 1 });
    expect(router.state.location.pathname).toBe("/cameras");
  });
});

describe("the page that a link leads to (N1)", () => {
  it("lets somebody choose a name and a password, and signs him in", async () => {
    serve();
    const taken: unknown[] = [];
    server.use(
      http.get("*/api/v1/session", signedOut(), { once: true }),
      http.post("*/api/v1/invitations/taken", async ({ request }) => {
        taken.push(await request.json());
        return HttpResponse.json(MEMBER, { status: 201 });
      }),
    );
    const { user, router } = renderApp(`/join#${TOKEN}`);
    expect(await screen.findByText(/Ada invited you/)).toBeVisible();
    await user.type(screen.getByLabelText("Your name"), "Ben");
    await user.click(screen.getByLabelText("Password"));
    await user.paste("a rather long one");
    await user.click(screen.getByRole("button", { name: "Join" }));
    await waitFor(() => expect(router.state.location.href).toBe("/"));
    expect(taken).toEqual([{ token: TOKEN, name: "Ben", password: "a rather long one" }]);
  });

  it("says that a link is over, and what to do when its end is missing", async () => {
    serve();
    const over = "This link was used, taken back or is too old. Ask an administrator for another one.";
    server.use(http.get("*/api/v1/session", signedOut()), http.post("*/api/v1/invitations/seen", () => problem(aProblem("invitation-over", 404, over))));
    const first = renderApp(`/join#${TOKEN}`);
    expect(await screen.findByText(over)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Join" })).not.toBeInTheDocument();
    first.unmount();
    renderApp("/join");
    expect(await screen.findByText(/lacks the end of the link/)).toBeVisible();
  });
});
