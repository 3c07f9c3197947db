import { fireEvent, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { EventDetail } from "@/lib/api/types";
import { aProblem, anEventDetail } from "@/lib/testing/factories";
import { pressInNotice } from "@/lib/testing/notices";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const saying = (text: string) => ({ text, language: "en", describer: "built-in", provisional: false });

/** Three events in a row, the newest first. */
function serveThree(): [EventDetail, EventDetail, EventDetail] {
  const [a, b, c] = ["The newest.", "The middle.", "The oldest."].map((text) =>
    anEventDetail({ description: saying(text), seen: true }),
  ) as [EventDetail, EventDetail, EventDetail];
  const row: EventDetail[] = [{ ...a, older_id: b.id }, { ...b, newer_id: a.id, older_id: c.id }, { ...c, newer_id: b.id }];
  server.use(
    http.get("*/api/v1/events/:id", ({ params }) => HttpResponse.json(row.find(({ id }) => id === params.id))),
    http.get("*/api/v1/events", () => HttpResponse.json({ items: row, next_cursor: null })),
  );
  return [a, b, c];
}

const heading = (name: string) => screen.findByRole("heading", { level: 1, name });

describe("walking through events (F18)", () => {
  it("goes on by buttons, which end at the ends", async () => {
    const [, middle] = serveThree();
    const { user } = renderApp(`/events/${middle.id}`);
    await heading("The middle.");
    await user.click(screen.getByRole("button", { name: "Older" }));
    await heading("The oldest.");
    expect(screen.getByRole("button", { name: "Older" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Newer" }));
    expect(await heading("The middle.")).toBeVisible();
  });

  it("goes on by arrow keys, and going back leads to where one came from", async () => {
    const [newest] = serveThree();
    const { user, router } = renderApp("/events");
    await user.click(await screen.findByRole("link", { name: "The newest." }));
    await heading("The newest.");
    await user.keyboard("{ArrowRight}");
    await heading("The middle.");
    await user.keyboard("{ArrowLeft}");
    await heading("The newest.");
    expect(router.state.location.pathname).toBe(`/events/${newest.id}`);
    router.history.back();
    expect(await heading("Events")).toBeVisible();
  });

  it("leaves arrow keys to what one types in", async () => {
    const [, middle] = serveThree();
    const { user } = renderApp(`/events/${middle.id}`);
    await user.click(await screen.findByRole("button", { name: "This description is wrong" }));
    await user.type(screen.getByRole("textbox"), "cat{ArrowLeft}{ArrowRight}");
    expect(screen.getByRole("heading", { level: 1, name: "The middle." })).toBeVisible();
  });

  it("goes on by swiping sideways, not by scrolling", async () => {
    const [, middle] = serveThree();
    renderApp(`/events/${middle.id}`);
    const title = await heading("The middle.");
    const swipe = (x: number, y: number) => {
      fireEvent.touchStart(title, { touches: [{ clientX: 200, clientY: 200 }] });
      fireEvent.touchEnd(title, { changedTouches: [{ clientX: 200 + x, clientY: 200 + y }] });
    };
    swipe(-80, 70);
    swipe(-30, 0);
    expect(screen.getByRole("heading", { level: 1, name: "The middle." })).toBeVisible();
    swipe(-120, 10);
    expect(await heading("The oldest.")).toBeVisible();
  });
});

describe("rating an event (F15, F25)", () => {
  it("F25 shows the rating at once and keeps what the server stored", async () => {
    const [, middle] = serveThree();
    let sent: unknown;
    server.use(
      http.put("*/api/v1/events/:id/feedback", async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ rating: "down", correction: "A cat", updated_at: "2026-03-03T10:00:00Z" });
      }),
    );
    const { user } = renderApp(`/events/${middle.id}`);
    await user.click(await screen.findByRole("button", { name: "This description is wrong" }));
    await user.type(screen.getByRole("textbox"), "A cat");
    await user.click(screen.getByRole("button", { name: "Send correction" }));
    expect(screen.getByRole("button", { name: "This description is wrong" })).toHaveAttribute("aria-pressed", "true");
    expect(await screen.findByText("A cat")).toBeVisible();
    expect(sent).toEqual({ rating: "down", correction: "A cat", said: "The middle." });
  });

  it("F25 takes it back when it was not stored, and says so", async () => {
    const [, middle] = serveThree();
    server.use(http.put("*/api/v1/events/:id/feedback", () => problem(aProblem("busy", 503, "The records are locked."))));
    const { user } = renderApp(`/events/${middle.id}`);
    await user.click(await screen.findByRole("button", { name: "This description is right" }));
    expect(await screen.findByText("The records are locked.")).toBeVisible();
    expect(screen.getByRole("button", { name: "This description is right" })).toHaveAttribute("aria-pressed", "false");
  });

  it("F25 removes a rating", async () => {
    const [, middle] = serveThree();
    server.use(
      http.put("*/api/v1/events/:id/feedback", () => HttpResponse.json({ rating: "up", correction: null, updated_at: "2026-03-03T10:00:00Z" })),
      http.delete("*/api/v1/events/:id/feedback", () => new HttpResponse(null, { status: 204 })),
    );
    const { user } = renderApp(`/events/${middle.id}`);
    await user.click(await screen.findByRole("button", { name: "This description is right" }));
    await user.click(await screen.findByRole("button", { name: "Remove rating" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Remove rating" })).not.toBeInTheDocument());
    expect(screen.getByRole("button", { name: "This description is right" })).toHaveAttribute("aria-pressed", "false");
  });
});

describe("deleting an event (F15, F18)", () => {
  /** What the server was told to delete. */
  function serveDelete(answer: () => Response): string[] {
    const deleted: string[] = [];
    server.use(
      http.delete("*/api/v1/events/:id", ({ params }) => {
        deleted.push(String(params.id));
        return answer();
      }),
    );
    return deleted;
  }

  async function deleteMiddle() {
    serveThree();
    const app = renderApp("/events");
    await app.user.click(await screen.findByRole("link", { name: "The middle." }));
    await app.user.click(await screen.findByRole("button", { name: "Delete event" }));
    await heading("Events");
    await waitFor(() => expect(screen.queryByText("The middle.")).not.toBeInTheDocument());
    return app;
  }

  const leavePage = () => fireEvent(window, new Event("pagehide"));

  it("can be undone: then nothing is deleted", async () => {
    const deleted = serveDelete(() => new HttpResponse(null, { status: 204 }));
    const { user } = await deleteMiddle();
    await pressInNotice(user, "Undo");
    expect(await screen.findByText("The middle.")).toBeVisible();
    leavePage();
    expect(deleted).toEqual([]);
  });

  it("is done at the latest when the page is left", async () => {
    const deleted = serveDelete(() => new HttpResponse(null, { status: 204 }));
    const { user } = await deleteMiddle();
    leavePage();
    await waitFor(() => expect(deleted).toHaveLength(1));
    await pressInNotice(user, "Undo");
    expect(await screen.findByText(/It is too late/, { selector: "li *" })).toBeVisible();
    expect(screen.queryByText("The middle.")).not.toBeInTheDocument();
  });

  it("brings the event back when it fails, and says why", async () => {
    serveDelete(() => problem(aProblem("busy", 503, "The records are locked.")));
    await deleteMiddle();
    leavePage();
    expect(await screen.findByText("The event was not deleted. The records are locked.", { selector: "li *" })).toBeVisible();
    expect(await screen.findByText("The middle.")).toBeVisible();
  });
});
