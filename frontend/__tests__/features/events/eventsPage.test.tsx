import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { EventItem } from "@/lib/api/types";
import { aCamera, aProblem, anEvent } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

const DOOR = "01980000-0000-7000-8000-0000000000cc";

function said(text: string, over: Partial<EventItem> = {}): EventItem {
  return anEvent({ description: { text, language: "en", describer: "built-in", provisional: false }, ...over });
}

/** Answers the list with `events`, narrowed as the server would by label, and remembers what was asked for. */
function serveEvents(events: EventItem[]): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  server.use(
    http.get("*/api/v1/events", ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(query);
      const labels = query.getAll("label");
      const items = events.filter((event) => labels.length === 0 || labels.some((label) => event.labels.includes(label)));
      return HttpResponse.json({ items, next_cursor: null });
    }),
    http.get("*/api/v1/events/labels", () => HttpResponse.json(["person", "car"])),
    http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [aCamera({ id: DOOR, name: "Front door" })], next_cursor: null })),
  );
  return asked;
}

describe("the list of events (F15, F18)", () => {
  it("shows each event under its day: sentence, camera, time, labels, attention, describer", async () => {
    serveEvents([
      said("A person stood at the door.", { attention: 1, counts: { person: 2 }, started_at: "2026-03-03T10:00:00Z" }),
      said("A car passed.", { started_at: "2026-03-02T10:00:00Z", seen: true, labels: ["car"], counts: { car: 1 } }),
    ]);
    renderApp("/events");
    const card = await screen.findByRole("article", { name: /A person stood at the door/ });
    expect(within(card).getByRole("link", { name: /^Not seen yet:/ })).toHaveAttribute("href", expect.stringMatching(/^\/events\/0/));
    expect(card).toHaveTextContent("Front door");
    expect(card).toHaveTextContent("Notable");
    expect(within(card).getByText("Person")).toBeVisible(); // how many, the sentence says
    expect(card).toHaveTextContent("by the built-in describer");
    expect(within(card).getByText(/Mar/)).toHaveAttribute("datetime", "2026-03-03T10:00:00Z");
    expect(screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent)).toHaveLength(2);
    expect(screen.getByRole("article", { name: "A car passed." })).toHaveAttribute("aria-posinset", "2");
  });

  it("keeps the subject of the thumbnail in view", async () => {
    const thumbnail = { url: "/api/v1/media/1", width: 320, height: 180, taken_at: "2026-03-03T10:00:00Z" };
    serveEvents([said("A person came.", { thumbnail, focus: { x: 0.25, y: 0.9 } })]);
    const { container } = renderApp("/events");
    await screen.findByRole("article");
    expect(container.querySelector("article img")).toHaveStyle({ objectPosition: "25% 90%" });
    fireEvent.error(container.querySelector("article img") as Element);
    expect(container.querySelector("article img")).toBeNull();
  });

  it("puts the filters into the address and asks the server for them", async () => {
    const asked = serveEvents([said("A person came."), said("A car passed.", { labels: ["car"] })]);
    const { user, router } = renderApp("/events");
    await screen.findByRole("article", { name: /A car passed/ });
    await user.click(await screen.findByRole("button", { name: "What" }));
    await user.click(await screen.findByRole("checkbox", { name: "Person" }));
    await waitFor(() => expect(screen.queryByText("A car passed.")).not.toBeInTheDocument());
    expect(screen.getByText("1 event", { selector: "[role=status]" })).toBeInTheDocument(); // for who does not see the list
    expect(router.state.location.search).toEqual({ label: ["person"] });
    expect(asked.at(-1)?.getAll("label")).toEqual(["person"]);
    await user.click(screen.getByRole("checkbox", { name: "Car" }));
    expect(await screen.findByText("What: 2 chosen")).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: "Car" }));
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: "Not seen yet" }));
    await waitFor(() => expect(asked.at(-1)?.get("unseen")).toBe("true"));
    expect(screen.getByRole("button", { name: "Not seen yet" })).toHaveAttribute("aria-pressed", "true");
  });

  it("reads the filters from the address", async () => {
    const asked = serveEvents([said("A person came.")]);
    renderApp(`/events?camera=${DOOR}&from=2026-03-01&to=2026-03-01`);
    expect(await screen.findByRole("button", { name: "Camera: Front door" })).toBeVisible();
    expect(screen.getByRole("button", { name: /1, 2026/ })).toBeVisible();
    await waitFor(() => expect(asked[0]?.getAll("camera_id")).toEqual([DOOR]));
    expect(asked[0]?.get("to")).toMatch(/^2026-03-0[12]T/);
  });

  it("sets days, and never an end before the beginning", async () => {
    serveEvents([said("A person came.")]);
    const { user, router } = renderApp("/events?from=2026-03-05");
    await user.click(await screen.findByRole("button", { name: /^From/ }));
    const dialog = await screen.findByRole("dialog", { name: "Days" });
    fireEvent.change(within(dialog).getByLabelText("To"), { target: { value: "2026-03-02" } });
    await waitFor(() => expect(router.state.location.search).toEqual({ from: "2026-03-02", to: "2026-03-02" }));
    await user.click(within(dialog).getByRole("button", { name: "Any day" }));
    await waitFor(() => expect(router.state.location.search).toEqual({}));
  });

  it("offers to clear filters that leave nothing", async () => {
    serveEvents([said("A person came.")]);
    const { user } = renderApp('/events?label=["dog"]');
    await screen.findByRole("heading", { name: "No event matches these filters" });
    await user.click(screen.getAllByRole("button", { name: "Clear filters" })[0] as Element);
    expect(await screen.findByRole("article", { name: /A person came/ })).toBeVisible();
    expect(screen.getByRole("button", { name: "Not seen yet" })).toHaveFocus();
  });

  it("keeps the keyboard on the page when they are cleared below", async () => {
    serveEvents([said("A person came.")]);
    const { user } = renderApp('/events?label=["dog"]');
    await screen.findByRole("heading", { name: "No event matches these filters" });
    await user.click(screen.getAllByRole("button", { name: "Clear filters" })[1] as Element);
    await screen.findByRole("article", { name: /A person came/ });
    expect(screen.getByRole("heading", { level: 1 })).toHaveFocus();
  });

  it("says what will appear while there is nothing, and offers the next step", async () => {
    renderApp("/events");
    expect(await screen.findByRole("heading", { name: "Nothing has happened yet" })).toBeVisible();
    expect(await screen.findByRole("link", { name: "Add a camera" })).toHaveAttribute("href", "/cameras/add");
  });

  it("tells a failure in place and tries again", async () => {
    server.use(http.get("*/api/v1/events", () => problem(aProblem("broken", 500, "The events are locked.")), { once: true }));
    const { user } = renderApp("/events");
    expect(await screen.findByText("The events are locked.")).toBeVisible();
    serveEvents([said("A person came.")]);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("article")).toBeVisible();
  });
});

describe("a long list (F18)", () => {
  it("fetches older events as the end comes near, and says when that fails", async () => {
    let attempts = 0;
    server.use(
      http.get("*/api/v1/events", ({ request }) => {
        const cursor = new URL(request.url).searchParams.get("cursor");
        if (cursor === null) return HttpResponse.json({ items: [said("The newest.")], next_cursor: "older" });
        attempts += 1;
        if (attempts === 1) return problem(aProblem("broken", 500, "The disk sleeps."));
        return HttpResponse.json({ items: [said("The oldest.", { started_at: "2026-01-01T10:00:00Z" })], next_cursor: null });
      }),
    );
    const { user } = renderApp("/events");
    expect(await screen.findByText("Older events could not be loaded.")).toBeVisible();
    expect(await screen.findByText("The newest.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("The oldest.")).toBeVisible();
    expect(attempts).toBe(2);
  });
});

describe("live events in the list (F15, F18)", () => {
  const opened = (event: EventItem) => openSocket("/api/v1/live").says({ kind: "event.opened", cursor: 2, body: { event } });
  const scrollTo = (top: number) => act(() => {
    Object.defineProperty(window, "scrollY", { value: top, configurable: true });
    window.dispatchEvent(new Event("scroll"));
  });
  afterEach(() => Object.defineProperty(window, "scrollY", { value: 0, configurable: true }));

  it("appear first while the reader is at the top, and vanish when deleted", async () => {
    serveEvents([said("The first.")]);
    renderApp("/events");
    await screen.findByRole("article", { name: /The first/ });
    const event = said("The second.", { started_at: "2026-03-03T11:00:00Z", state: "open" });
    opened(event);
    await screen.findByRole("article", { name: /The second/ });
    expect(screen.getAllByRole("article")[0]).toHaveTextContent("Happening now");

    openSocket("/api/v1/live").says({ kind: "event.deleted", cursor: 3, body: { event_id: event.id } });
    await waitFor(() => expect(screen.queryByRole("article", { name: /The second/ })).not.toBeInTheDocument());
  });

  it("wait behind “1 new” while the reader is further down", async () => {
    serveEvents([said("The first.")]);
    const { user } = renderApp("/events");
    await screen.findByRole("article", { name: /The first/ });
    scrollTo(900);
    opened(said("The second.", { started_at: "2026-03-03T11:00:00Z" }));
    const pill = await screen.findByRole("button", { name: "1 new" });
    expect(screen.getAllByRole("article")).toHaveLength(1);
    await user.click(pill);
    expect(await screen.findByRole("article", { name: /The second/ })).toBeVisible();
    expect(screen.queryByRole("button", { name: "1 new" })).not.toBeInTheDocument();
  });

  it("come out when the reader returns to the top", async () => {
    serveEvents([said("The first.")]);
    renderApp("/events");
    await screen.findByRole("article", { name: /The first/ });
    scrollTo(900);
    opened(said("The second.", { started_at: "2026-03-03T11:00:00Z" }));
    await screen.findByRole("button", { name: "1 new" });
    scrollTo(0);
    expect(await screen.findByRole("article", { name: /The second/ })).toBeVisible();
  });
});
