import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { fireEvent } from "@testing-library/react";
import type { Decision, EventItem } from "@/lib/api/types";
import { aCamera, aDecision, aHealth, aProblem, anEvent } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const DOOR = "01980000-0000-7000-8000-0000000000cc";
const YARD = "01980000-0000-7000-8000-0000000000dd";
const MINUTE = `/why?camera=${DOOR}&day=2026-03-03&time=02:14&minutes=10`;

/** Answers for two cameras with `decisions` and `events`; remembers which decisions were asked for. */
function serve(decisions: Decision[], events: EventItem[] = []): URL[] {
  const asked: URL[] = [];
  server.use(
    http.get("*/api/v1/cameras", () =>
      HttpResponse.json({ items: [aCamera({ id: DOOR, name: "Front door" }), aCamera({ id: YARD, name: "Yard" })], next_cursor: null }),
    ),
    http.get("*/api/v1/cameras/:id/decisions", ({ request }) => {
      asked.push(new URL(request.url));
      return HttpResponse.json({ items: decisions, next_cursor: null });
    }),
    http.get("*/api/v1/events", () => HttpResponse.json({ items: events, next_cursor: null })),
  );
  return asked;
}

describe("the page that says why nothing was told (E12)", () => {
  it("shows the reason in words, with its time, its numbers and what can be done", async () => {
    const asked = serve([aDecision()]);
    const { user } = renderApp(MINUTE);
    const card = await screen.findByRole("article", { name: "Perhaps a person: 38 % sure, and 50 % is needed." });
    expect(card).toHaveTextContent("Nothing told");
    expect(within(card).getByText(/2:14:10/)).toHaveAttribute("datetime", "2026-03-03T02:14:10Z");
    await user.click(within(card).getByText("Numbers"));
    expect(within(card).getByText("Needed at least").nextSibling).toHaveTextContent("50 %");
    expect(within(card).getByRole("link", { name: "Change what this camera tells of" })).toHaveAttribute("href", `/cameras/${DOOR}/watch`);
    expect(asked[0]?.pathname).toBe(`/api/v1/cameras/${DOOR}/decisions`);
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({ from: "2026-03-03T02:09:00.000Z", to: "2026-03-03T02:19:00.000Z" });
  });

  it("puts events and reasons into one list, newest first, and counts both", async () => {
    serve(
      [aDecision(), aDecision({ sentence: "The light changed.", reason: "light", began_at: "2026-03-03T02:10:00Z" })],
      [anEvent({ started_at: "2026-03-03T02:12:00Z", ended_at: "2026-03-03T02:12:30Z" })],
    );
    renderApp(MINUTE);
    await screen.findByText("The light changed.");
    const names = screen.getAllByRole("article").map((card) => card.textContent);
    expect(names.map((text) => ["Perhaps", "driveway", "light"].find((word) => text.includes(word)))).toEqual(["Perhaps", "driveway", "light"]);
    expect(screen.getByText("1 event, 2 things not told of")).toHaveAttribute("role", "status");
  });

  it("leaves out an event that was over before", async () => {
    serve([aDecision()], [anEvent({ started_at: "2026-03-03T02:05:00Z", ended_at: "2026-03-03T02:06:00Z" })]);
    renderApp(MINUTE);
    expect(await screen.findByText("0 events, 1 thing not told of")).toBeVisible();
  });

  it("keeps what is asked in the address", async () => {
    const asked = serve([aDecision()]);
    const { user, router } = renderApp(MINUTE);
    await screen.findByRole("article");
    await user.selectOptions(screen.getByLabelText("Camera"), "Yard");
    await waitFor(() => expect(asked.at(-1)?.pathname).toContain(YARD));
    fireEvent.change(screen.getByLabelText("Time"), { target: { value: "23:30" } });
    await user.selectOptions(screen.getByLabelText("How much of it"), "That minute");
    await waitFor(() => expect(asked.at(-1)?.searchParams.get("from")).toBe("2026-03-03T23:30:00.000Z"));
    expect(asked.at(-1)?.searchParams.get("to")).toBe("2026-03-03T23:31:00.000Z");
    expect(router.state.location.search).toEqual({ camera: YARD, day: "2026-03-03", time: "23:30", minutes: 1 });
  });

  it("says that nothing was noticed and offers more time", async () => {
    const asked = serve([]);
    const { user } = renderApp(MINUTE);
    expect(await screen.findByRole("heading", { name: "Nothing was noticed in this time" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Look at more time" }));
    await waitFor(() => expect(asked.at(-1)?.searchParams.get("from")).toBe("2026-03-03T01:44:00.000Z"));
    await user.click(await screen.findByRole("button", { name: "Look at more time" }));
    await waitFor(() => expect(asked.at(-1)?.searchParams.get("from")).toBe("2026-03-03T00:00:00.000Z"));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Look at more time" })).not.toBeInTheDocument());
  });

  it("says when the camera was not connected", async () => {
    serve([]);
    const health = aHealth({ condition: "down", since: "2026-03-03T01:00:00Z", sentence: "The camera does not answer." });
    server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [aCamera({ id: DOOR, health })], next_cursor: null })));
    renderApp(MINUTE);
    expect(await screen.findByText(/The camera does not answer/)).toBeVisible();
  });

  it("says what failed, and tries again", async () => {
    serve([aDecision()]);
    server.use(
      http.get("*/api/v1/cameras/:id/decisions", () => problem(aProblem("bad-input", 422, "Please correct: from.")), { once: true }),
    );
    const { user } = renderApp(MINUTE);
    expect(await screen.findByText("Please correct: from.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("article")).toBeVisible();
  });

  it("fetches older ones on demand", async () => {
    serve([aDecision()]);
    server.use(
      http.get("*/api/v1/cameras/:id/decisions", ({ request }) => {
        const more = new URL(request.url).searchParams.get("cursor") === "more";
        const sentence = more ? "An older one." : "A newer one.";
        return HttpResponse.json({ items: [aDecision({ sentence })], next_cursor: more ? null : "more" });
      }),
    );
    const { user } = renderApp(MINUTE);
    expect(await screen.findByText("0 events, 1 or more things not told of")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Show older ones" }));
    expect(await screen.findByRole("article", { name: "An older one." })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Show older ones" })).not.toBeInTheDocument();
  });

  it("shows the tiny picture, and a place for one that cannot be had", async () => {
    serve([aDecision({ picture: "/api/v1/decisions/1/picture" })]);
    const { container } = renderApp(MINUTE);
    await screen.findByRole("article");
    expect(container.querySelector("article img")).toHaveAttribute("src", "/api/v1/decisions/1/picture");
    fireEvent.error(container.querySelector("article img") as Element);
    expect(container.querySelector("article img")).toBeNull();
  });

  it("takes now for what the address does not say, and ignores nonsense in it", async () => {
    const asked = serve([]);
    renderApp("/why?camera=nonsense&day=2026-02-31&time=99:99&minutes=7");
    await screen.findByRole("heading", { name: "Nothing was noticed in this time" });
    expect(asked[0]?.pathname).toContain(DOOR);
    const middle = (Date.parse(asked[0]?.searchParams.get("from") ?? "") + Date.parse(asked[0]?.searchParams.get("to") ?? "")) / 2;
    expect(Math.abs(middle - Date.now())).toBeLessThan(120_000);
  });

  it("is reached from a camera, from an empty list of events and from the system's state", async () => {
    serve([]);
    for (const [path, name, href] of [
      [`/cameras/${DOOR}`, "Why was I not told?", `/why?camera=${DOOR}`],
      ["/events?label=%5B%22dog%22%5D&from=2026-03-03", "Why was I not told?", "/why?day=2026-03-03&minutes=1440"],
      ["/settings", "Why was I not told of something?", "/why"],
    ] as const) {
      const { unmount } = renderApp(path);
      expect(await screen.findByRole("link", { name })).toHaveAttribute("href", href);
      unmount();
    }
  });

  it("offers to add a camera when there is none", async () => {
    renderApp("/why");
    expect(await screen.findByRole("link", { name: "Add a camera" })).toBeVisible();
  });
});
