import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { EventDetail } from "@/lib/api/types";
import { aProblem, anEvent, anEventDetail, newId } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

const WHEN = "2026-03-03T10:00:00Z";
const frame = (name: string) => ({
  url: `/api/v1/media/${name}`,
  width: 1280,
  height: 720,
  taken_at: WHEN,
  boxes: [{ label: "person", score: 0.81, left: 0.1, top: 0.2, right: 0.4, bottom: 0.9 }],
});
const clip = { url: "/api/v1/media/clip", width: 1280, height: 720, taken_at: WHEN, duration_seconds: 24, bytes: 3_400_000 };
const track = {
  id: 1,
  label: "person",
  score: 0.806,
  first_seen_at: WHEN,
  last_seen_at: "2026-03-03T10:00:20Z",
  still_seconds: 12,
  colours: ["red", "black"],
  path: [],
  opinions: [{ model: "nanodet", label: "person", score: 0.81 }],
  zones: [],
  stays: [],
  crossings: [],
};

/** Serves these events, each by its id, and counts what is marked as seen. */
function serve(...events: EventDetail[]): string[] {
  const seen: string[] = [];
  server.use(
    http.get("*/api/v1/events/:id", ({ params }) => {
      const event = events.find(({ id }) => id === params.id);
      return event ? HttpResponse.json(event) : problem(aProblem("not-found", 404, "There is no such event."));
    }),
    http.put("*/api/v1/events/:id/seen", ({ params }) => {
      seen.push(String(params.id));
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return seen;
}

const heading = (name: string | RegExp) => screen.findByRole("heading", { level: 1, name });
const saying = (text: string) => ({ text, language: "de", describer: "built-in", provisional: false });

describe("the page of an event (F15, F18)", () => {
  it("has the sentence as its heading, in its language", async () => {
    const event = anEventDetail({ description: saying("Eine Person stand an der Tür.") });
    serve(event);
    renderApp(`/events/${event.id}`);
    const sentence = within(await heading("Eine Person stand an der Tür.")).getByText(/Eine Person/);
    expect(sentence).toHaveAttribute("lang", "de");
    await waitFor(() => expect(document.title).toBe("Eine Person stand an der Tür. · ArgusAI"));
  });

  it("tells the facts: attention with its reason, labels, describer, tracks in words", async () => {
    const event = anEventDetail({ tracks: [track, { ...track, id: 2, colours: [], still_seconds: 0 }], attention: 2, attention_reason: "Somebody stood at the door at night." });
    serve(event);
    renderApp(`/events/${event.id}`);
    expect(await screen.findByText(/Somebody stood at the door at night/)).toBeVisible();
    expect(screen.getByText("the built-in describer")).toBeVisible();
    const [, first, second] = within(await screen.findByRole("table")).getAllByRole("row");
    expect(first).toHaveTextContent(/Person, track 1 ?81 %.*12 s ?red, black/);
    expect(second).toHaveTextContent(/Person, track 2.*No ?–/);
  });

  it("names the models that recognised somebody, and what another took it for (E1, E3)", async () => {
    const second = { model: "ssd-mobilenet", label: "dog", score: 0.4 };
    const event = anEventDetail({ tracks: [{ ...track, opinions: [...track.opinions, second] }, { ...track, id: 2, opinions: [] }] });
    serve(event);
    renderApp(`/events/${event.id}`);
    const [head, first, other] = within(await screen.findByRole("table")).getAllByRole("row");
    expect(head).toHaveTextContent(/Said by$/);
    expect(first).toHaveTextContent(/nanodet, ssd-mobilenet \(Dog\)$/);
    expect(other).toHaveTextContent(/–$/);
  });

  it("shows the first tracks of a crowd, and all on demand", async () => {
    const event = anEventDetail({ tracks: Array.from({ length: 30 }, (_, index) => ({ ...track, id: index + 1 })) });
    serve(event);
    const { user } = renderApp(`/events/${event.id}`);
    const table = await screen.findByRole("table");
    expect(within(table).getAllByRole("row")).toHaveLength(1 + 8);
    await user.click(screen.getByRole("button", { name: "Show all 30 tracks" }));
    expect(within(table).getAllByRole("row")).toHaveLength(1 + 30);
  });

  it("marks an unseen event as seen, a seen one not again", async () => {
    const [fresh, known] = [anEventDetail({ seen: false }), anEventDetail({ seen: true })];
    const seen = serve(fresh, known);
    const { router } = renderApp(`/events/${fresh.id}`);
    await waitFor(() => expect(seen).toContain(fresh.id));
    await router.navigate({ to: "/events/$eventId", params: { eventId: known.id } });
    await heading(known.description.text);
    expect(seen).not.toContain(known.id);
  });

  it("says when there is no such event", async () => {
    serve();
    renderApp(`/events/${newId()}`);
    expect(await heading("This event is gone")).toBeVisible();
    expect(screen.getByRole("link", { name: "See all events" })).toHaveAttribute("href", "/events");
  });

  it("tells another failure in place and tries again", async () => {
    const event = anEventDetail();
    server.use(http.get("*/api/v1/events/:id", () => problem(aProblem("broken", 500, "The events are locked."))));
    const { user } = renderApp(`/events/${event.id}`);
    expect(await screen.findByText("The event could not be loaded.")).toBeVisible();
    serve(event);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await heading(event.description.text)).toBeVisible();
  });

  it("grows while it is open, and gets its clip when it closes", async () => {
    const event = anEventDetail({ state: "open", ended_at: null, seen: true, snapshot: frame("best") });
    serve(event);
    renderApp(`/events/${event.id}`);
    expect(await screen.findByText("Happening now")).toBeVisible();
    const closed = { ...event, state: "closed" as const, description: saying("Es war die Post."), ended_at: WHEN };
    serve({ ...closed, clip });
    openSocket("/api/v1/live").says({ kind: "event.closed", cursor: 3, body: { event: anEvent({ ...closed, seen: false }) } });
    expect(await heading("Es war die Post.")).toBeVisible();
    expect(await screen.findByLabelText("Clip of this event")).toHaveAttribute("src", clip.url);
    expect(screen.queryByText("Happening now")).not.toBeInTheDocument();
  });

  it("links to what it continues and to what continues it", async () => {
    const [earlier, later] = [newId(), newId()];
    const event = anEventDetail({ continues_id: earlier, duration_seconds: 300, ended_at: "2026-03-03T10:05:00Z" });
    serve(event);
    server.use(http.get("*/api/v1/events", () => HttpResponse.json({ items: [anEvent({ id: later, continues_id: event.id })], next_cursor: null })));
    renderApp(`/events/${event.id}`);
    expect(await screen.findByRole("link", { name: "Continues an earlier event" })).toHaveAttribute("href", `/events/${earlier}`);
    expect(await screen.findByRole("link", { name: "Continued in a later event" })).toHaveAttribute("href", `/events/${later}`);
  });
});

describe("pictures and clip of an event (F18)", () => {
  it("plays the clip with its poster and offers both to download", async () => {
    const event = anEventDetail({ clip, snapshot: frame("best") });
    serve(event);
    const { user } = renderApp(`/events/${event.id}`);
    const video = await screen.findByLabelText("Clip of this event");
    expect(video).toHaveAttribute("poster", "/api/v1/media/best");
    expect(screen.getByRole("link", { name: "Download clip (3.4 MB)" })).toHaveAttribute("href", "/api/v1/media/clip?download=1");
    await user.click(screen.getByRole("button", { name: "Best picture" }));
    expect(screen.getByRole("link", { name: "Download picture" })).toHaveAttribute("href", "/api/v1/media/best?download=1");
  });

  it("draws boxes only on demand", async () => {
    const event = anEventDetail({ snapshot: frame("best") });
    serve(event);
    const { user } = renderApp(`/events/${event.id}`);
    const toggle = await screen.findByRole("button", { name: "Show what was found" });
    expect(screen.queryByRole("list", { name: "Found in this picture" })).not.toBeInTheDocument();
    await user.click(toggle);
    expect(toggle).toHaveAttribute("aria-pressed", "true");
    const [box] = within(screen.getByRole("list", { name: "Found in this picture" })).getAllByRole("listitem");
    expect(box).toHaveTextContent("Person 81 %");
    expect(box).toHaveStyle({ left: "10%", top: "20%" });
  });

  it("goes back to the clip, and to where it was played", async () => {
    const event = anEventDetail({ clip, snapshot: frame("best") });
    serve(event);
    const { user } = renderApp(`/events/${event.id}`);
    const video = await screen.findByLabelText<HTMLVideoElement>("Clip of this event");
    video.currentTime = 4.5;
    fireEvent.timeUpdate(video);
    await user.click(screen.getByRole("button", { name: "Show what was found" }));
    expect(screen.getByRole("img", { name: /^Best picture/ })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Show what was found" }));
    const again = await screen.findByLabelText<HTMLVideoElement>("Clip of this event");
    expect(again).not.toBe(video);
    Object.defineProperty(again, "videoWidth", { value: 768 });
    fireEvent.loadedMetadata(again);
    expect(again.currentTime).toBe(4.5);
  });

  it("stays at a picture that was chosen when its boxes are taken off", async () => {
    const event = anEventDetail({ clip, snapshot: frame("best") });
    serve(event);
    const { user } = renderApp(`/events/${event.id}`);
    await user.click(await screen.findByRole("button", { name: "Best picture" }));
    await user.click(screen.getByRole("button", { name: "Show what was found" }));
    await user.click(screen.getByRole("button", { name: "Show what was found" }));
    expect(screen.getByRole("img", { name: /^Best picture/ })).toBeVisible();
    expect(screen.queryByRole("list", { name: "Found in this picture" })).not.toBeInTheDocument();
  });

  it("puts the frames looked at on the stage", async () => {
    const event = anEventDetail({ snapshot: frame("best"), frames: [frame("one"), frame("two")] });
    serve(event);
    const { user } = renderApp(`/events/${event.id}`);
    const gallery = await screen.findByRole("region", { name: "Frames looked at" });
    await user.click(within(gallery).getByRole("button", { name: /^Frame 2/ }));
    expect(screen.getByRole("img", { name: /^Frame 2/ })).toHaveAttribute("src", "/api/v1/media/two");
    expect(within(gallery).getByRole("button", { name: /^Frame 2/ })).toHaveAttribute("aria-pressed", "true");
  });

  it("has the clip converted where the browser cannot play it, or plays its sound alone (C10)", async () => {
    const event = anEventDetail({ clip, snapshot: frame("best") });
    serve(event);
    renderApp(`/events/${event.id}`);
    // jsdom decodes nothing: the picture has no width.
    fireEvent.loadedMetadata(await screen.findByLabelText("Clip of this event"));
    const video = await screen.findByLabelText("Clip of this event");
    expect(video).toHaveAttribute("src", `/api/v1/events/${event.id}/clip?as=h264`);
    expect(screen.getByText("Converting the clip for this browser…")).toBeVisible();
    expect(screen.getByRole("link", { name: "Download clip (3.4 MB)" })).toHaveAttribute("href", "/api/v1/media/clip?download=1");
  });

  it("offers a part of the clip, chosen while it plays or typed (C10)", async () => {
    const event = anEventDetail({ clip, snapshot: frame("best") });
    serve(event);
    const { user } = renderApp(`/events/${event.id}`);
    const video = await screen.findByLabelText<HTMLVideoElement>("Clip of this event");
    await user.click(screen.getByText("Take a part"));
    video.currentTime = 4.26;
    await user.click(screen.getByRole("button", { name: "Begin where the player is" }));
    await user.clear(screen.getByLabelText("To second"));
    await user.type(screen.getByLabelText("To second"), "9");
    expect(screen.getByRole("link", { name: "Download this part" })).toHaveAttribute(
      "href",
      `/api/v1/events/${event.id}/clip?from=4.3&to=9&download=1`,
    );
    await user.clear(screen.getByLabelText("To second"));
    await user.type(screen.getByLabelText("To second"), "2");
    expect(screen.getByText("The end has to come after the beginning.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Download this part" })).toBeDisabled();
  });

  it("says what to do when clip or picture cannot be shown", async () => {
    const event = anEventDetail({ clip, snapshot: frame("best") });
    serve(event);
    const { user } = renderApp(`/events/${event.id}`);
    fireEvent.error(await screen.findByLabelText("Clip of this event"));
    fireEvent.error(await screen.findByLabelText("Clip of this event"));
    expect(await screen.findByText(/cannot play the clip/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Best picture" }));
    fireEvent.error(screen.getByRole("img", { name: /^Best picture/ }));
    expect(await screen.findByText(/This picture cannot be loaded/)).toBeVisible();
  });

  it("promises no picture where none may come (C7)", async () => {
    const event = anEventDetail({ state: "open" });
    serve(event);
    renderApp(`/events/${event.id}`);
    expect(await screen.findByText("There is no picture of this event yet.")).toBeVisible();
  });
});
