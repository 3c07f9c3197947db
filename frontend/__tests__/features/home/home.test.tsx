import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Camera, EventItem, EventSummary } from "@/lib/api/types";
import { aCamera, aHealth, anEvent, aProblem, aSystem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

const said = (text: string, over: Partial<EventItem> = {}) =>
  anEvent({ description: { text, language: "en", describer: "built-in", provisional: false }, ...over });

/** A house with one camera and these unseen events. */
function serveHouse(events: EventItem[], summary: Partial<EventSummary> = {}) {
  const counts = { unseen: events.length, notable: 0, urgent: 0, since: null, ...summary };
  server.use(
    http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [aCamera({ name: "Front door" })], next_cursor: null })),
    http.get("*/api/v1/events/summary", () => HttpResponse.json(counts)),
    http.get("*/api/v1/events", () => HttpResponse.json({ items: events, next_cursor: null })),
  );
  return counts;
}

const sinceLastLook = () => screen.findByRole("region", { name: /^Since you last looked: / });

describe("Home (F18)", () => {
  it("says first what happened since the last look, in numbers and sentences", async () => {
    serveHouse([said("A person came."), said("A car left.")], { unseen: 4, notable: 1, urgent: 1 });
    renderApp("/");
    const news = await screen.findByRole("region", { name: "Since you last looked: 4 events, 1 urgent, 1 notable" });
    expect(await within(news).findByRole("article", { name: /A person came/ })).toBeVisible();
    expect(within(news).getByRole("link", { name: "2 more not seen yet" })).toHaveAttribute("href", "/events?unseen=true");
    expect(within(news).getByRole("link", { name: "All events" })).toHaveAttribute("href", "/events");
  });

  it("shows six sentences at once and up to twenty on demand", async () => {
    serveHouse(Array.from({ length: 25 }, (_, index) => said(`Event ${String(index)}.`)));
    const { user } = renderApp("/");
    const news = await sinceLastLook();
    await waitFor(() => expect(within(news).getAllByRole("article")).toHaveLength(6));
    await user.click(within(news).getByRole("button", { name: "Show 14 more" }));
    expect(within(news).getAllByRole("article")).toHaveLength(20);
    expect(within(news).getByRole("link", { name: "5 more not seen yet" })).toBeVisible();
  });

  it("marks all as seen, up to the newest one shown", async () => {
    const counts = serveHouse([said("A person came.", { started_at: "2026-03-03T10:00:00Z" }), said("A car left.")]);
    let until: unknown;
    server.use(
      http.post("*/api/v1/events/seen", async ({ request }) => {
        until = await request.json();
        counts.unseen = 0;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderApp("/");
    await user.click(await screen.findByRole("button", { name: "Mark all as seen" }));
    const told = await screen.findByRole("heading", { name: "Nothing new since you last looked" });
    await waitFor(() => expect(told).toHaveFocus());
    expect(screen.queryByRole("article", { name: /A person came/ })).not.toBeInTheDocument();
    expect(until).toEqual({ until: "2026-03-03T10:00:00Z" });
  });

  it("says when marking failed and keeps the list", async () => {
    serveHouse([said("A person came.")]);
    server.use(http.post("*/api/v1/events/seen", () => problem(aProblem("busy", 503, "The records are locked."))));
    const { user } = renderApp("/");
    await user.click(await screen.findByRole("button", { name: "Mark all as seen" }));
    expect(await screen.findByText("The records are locked.")).toBeVisible();
    expect(screen.getByRole("article", { name: /A person came/ })).toBeVisible();
  });

  it("takes in new events as they happen", async () => {
    const counts = serveHouse([]);
    renderApp("/");
    await screen.findByRole("heading", { name: "Nothing new since you last looked" });
    counts.unseen = 1;
    openSocket("/api/v1/live").says({ kind: "event.opened", cursor: 2, body: { event: said("A person came.") } });
    expect(await screen.findByRole("region", { name: "Since you last looked: 1 event" })).toBeVisible();
    expect(await screen.findByRole("article", { name: /A person came/ })).toBeVisible();
  });

  it("tells in place that what is new cannot be loaded, the rest stays", async () => {
    serveHouse([]);
    server.use(http.get("*/api/v1/events", () => problem(aProblem("broken", 500, "The events are locked."))));
    renderApp("/");
    expect(await screen.findByText("What is new could not be loaded.")).toBeVisible();
    expect(await screen.findByRole("article", { name: "Front door" })).toBeVisible();
  });

  it("leads to the first camera where there is none", async () => {
    renderApp("/");
    expect(await screen.findByRole("heading", { name: "No camera yet" })).toBeVisible();
    expect(screen.getByRole("link", { name: "Add a camera" })).toHaveAttribute("href", "/cameras/add");
    expect(screen.queryByRole("heading", { name: "Live now" })).not.toBeInTheDocument();
  });
});

type Condition = Camera["health"]["condition"];

function serveCameras(...conditions: Condition[]): Camera[] {
  const items = conditions.map((condition) => aCamera({ health: aHealth({ condition }) }));
  server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items, next_cursor: null })));
  return items;
}

describe("the system strip (F15, F18)", () => {
  const strip = () => screen.findByRole("region", { name: "System" });

  it("tells the space and the cameras", async () => {
    const storage = { media_bytes: 3e9, database_bytes: 4e8, free_bytes: 5e11, events: 7, oldest_event_at: null };
    server.use(
      http.get("*/api/v1/system", () => HttpResponse.json(aSystem({ storage }))),
    );
    serveCameras("connected", "connected", "connected", "paused");
    renderApp("/");
    expect(await strip()).toHaveTextContent("3.4 GB used, 500 GB free");
    expect(await strip()).toHaveTextContent("3 cameras connected, 1 paused");
  });

  it("puts cameras that are down first, with the way to them", async () => {
    serveCameras("down", "connecting", "connected");
    renderApp("/");
    const link = within(await strip()).getByRole("link", { name: "2 cameras down" });
    expect(link).toHaveAttribute("href", "/cameras");
  });

  it("follows a camera that goes and comes", async () => {
    const [camera] = serveCameras("connected");
    renderApp("/");
    expect(await strip()).toHaveTextContent("1 camera connected");
    const socket = openSocket("/api/v1/live");
    const says = (condition: Condition) =>
      socket.says({ kind: "camera.health", cursor: null, body: { camera_id: camera?.id, health: aHealth({ condition }) } });
    says("down");
    await waitFor(async () => expect(await strip()).toHaveTextContent("1 camera down"));
    says("connected");
    await waitFor(async () => expect(await strip()).toHaveTextContent("1 camera connected"));
  });
});
