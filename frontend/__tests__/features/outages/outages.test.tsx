import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Outage } from "@/lib/api/types";
import { aCamera, anEvent, anOutage, aHealth, aProblem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

const DOOR = "01980000-0000-7000-8000-0000000000cc";
const CAMERA = `/cameras/${DOOR}`;

/** A house with the front door; its outages and the unseen ones. Remembers what was asked and marked. */
function serve({ history = [], unseen = [], health = aHealth() }: { history?: Outage[]; unseen?: Outage[]; health?: ReturnType<typeof aHealth> }) {
  const state = { history, unseen, asked: [] as URL[], marked: [] as unknown[] };
  server.use(
    http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [aCamera({ id: DOOR, name: "Front door", health })], next_cursor: null })),
    http.get("*/api/v1/cameras/:id/outages", ({ request }) => {
      state.asked.push(new URL(request.url));
      return HttpResponse.json({ items: state.history, next_cursor: null });
    }),
    http.get("*/api/v1/outages", () => HttpResponse.json({ items: state.unseen, next_cursor: null })),
    http.post("*/api/v1/outages/seen", async ({ request }) => {
      state.marked.push(await request.json());
      state.unseen = [];
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return state;
}

const section = (name: string) => screen.findByRole("heading", { name }).then((heading) => heading.closest("section") as HTMLElement);

describe("how a camera is, on its page (C4)", () => {
  it("says it first as a sentence, then in numbers with their words", async () => {
    serve({ health: aHealth({ bits_per_second: 1_240_000, keyframe_seconds: 2, frames: 900, dropped: 3, reconnects: 1 }) });
    server.use(http.get("*/api/v1/events", () => HttpResponse.json({ items: [anEvent({ id: "e1" })], next_cursor: null })));
    renderApp(CAMERA);
    const how = await section("How it is");
    const sentence = screen.getByText("Connected · 1080p · 15 fps");
    expect(sentence.compareDocumentPosition(how) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    const told = (name: string) => within(how).getByText(name).nextSibling;
    expect(told("Pictures")).toHaveTextContent("15 a second");
    expect(told("It sends")).toHaveTextContent("1.2 Mbit/s");
    expect(told("Whole picture")).toHaveTextContent("every 2 s");
    expect(told("Looked at")).toHaveTextContent("900 pictures, 3 skipped for lack of time");
    expect(told("Came back")).toHaveTextContent("once");
    await waitFor(() => expect(told("Last event")?.firstChild).toHaveAttribute("href", "/events/e1"));
  });

  it("claims nothing of what it sends while it is away", async () => {
    serve({ health: aHealth({ condition: "down", sentence: "Down since 02:10: it does not answer", bits_per_second: null }) });
    renderApp(CAMERA);
    const how = await section("How it is");
    expect(within(how).queryByText("It sends")).not.toBeInTheDocument();
    expect(await within(how).findByText("none yet")).toBeVisible();
    expect(within(how).queryByText("Kept apart")).not.toBeInTheDocument();
  });

  it("says that it is kept apart from the others, and why (C20)", async () => {
    serve({ health: aHealth({ apart: "What it sends made the part of the program that watches it stop 4 times." }) });
    renderApp(CAMERA);
    const how = await section("How it is");
    expect(within(how).getByText("Kept apart").nextSibling).toHaveTextContent("stop 4 times");
  });
});

describe("when a camera was not seen (C4)", () => {
  it("lists each time as a sentence, with how long it was", async () => {
    serve({
      history: [
        anOutage({ began_at: "2026-03-04T08:00:00Z", ended_at: null, seconds: null }),
        anOutage(),
        anOutage({ kind: "not-running", why: "ArgusAI was not running", began_at: "2026-03-01T23:00:00Z", ended_at: "2026-03-02T06:00:00Z", seconds: 25_200 }),
        anOutage({ kind: "flaps", times: 12, seconds: 40, began_at: "2026-03-01T10:02:00Z", ended_at: "2026-03-01T10:58:00Z" }),
      ],
    });
    renderApp(CAMERA);
    const rows = within(await section("When it was not seen"));
    expect(await rows.findByText(/^Blind since Mar 4.*8:00.AM: the camera did not answer\./)).toBeVisible();
    const said = rows.getAllByRole("listitem").map(({ textContent }) => textContent);
    expect(said[1]).toMatch(/^Blind from Mar 3.*2:10.AM to 2:31.AM: the camera did not answer\. 21 min$/);
    expect(said[2]).toMatch(/^Not watched from Mar 1.*11:00.PM to Mar 2.*6:00.AM: ArgusAI was not running\. 7 h$/);
    expect(said[3]).toMatch(/^Lost 12 times for a few seconds from Mar 1.*10:02.AM to 10:58.AM\. 40 s in all$/);
  });

  it("shows the last five, and the others on demand", async () => {
    serve({ history: Array.from({ length: 30 }, () => anOutage()) });
    const { user } = renderApp(CAMERA);
    const rows = within(await section("When it was not seen"));
    expect(await rows.findAllByRole("listitem")).toHaveLength(5);
    await user.click(rows.getByRole("button", { name: "Show 25 more" }));
    expect(rows.getAllByRole("listitem")).toHaveLength(30);
  });

  it("fetches older ones on demand, and says what failed", async () => {
    serve({});
    server.use(
      http.get("*/api/v1/cameras/:id/outages", ({ request }) =>
        new URL(request.url).searchParams.get("cursor") === "more"
          ? problem(aProblem("unavailable", 503, "Please try again."))
          : HttpResponse.json({ items: [anOutage()], next_cursor: "more" }),
      ),
    );
    const { user } = renderApp(CAMERA);
    await user.click(await screen.findByRole("button", { name: "Show older ones" }));
    expect(await screen.findByText("Older ones could not be loaded.")).toBeVisible();
  });

  it("says that there was none", async () => {
    serve({});
    renderApp(CAMERA);
    expect(await screen.findByText(/^Never, as far as is remembered/)).toBeVisible();
  });

  it("follows what happens", async () => {
    const state = serve({});
    renderApp(CAMERA);
    await screen.findByText(/^Never, as far/);
    state.history = [anOutage()];
    openSocket("/api/v1/live").says({ kind: "outage.ended", cursor: 7, body: { outage: anOutage() } });
    expect(await screen.findByText(/^Blind from/)).toBeVisible();
    expect(screen.getByText("Front door was blind from 2:10 AM to 2:31 AM: the camera did not answer.")).toHaveAttribute("aria-live", "polite");
  });
});

describe("what Home tells of blind cameras (C4)", () => {
  it("says when, and why, until it was read", async () => {
    const state = serve({ unseen: [anOutage({ news: 4 }), anOutage({ camera_name: "Yard", news: 3 })] });
    const { user } = renderApp("/");
    const news = await screen.findByRole("region", { name: "Not watched since you last looked" });
    expect(within(news).getByText(/^Front door was blind from Mar 3.*2:10.AM to 2:31.AM: the camera did not answer\./)).toBeVisible();
    expect(within(news).getByText(/^Yard was blind/)).toBeVisible();
    await user.click(within(news).getByRole("button", { name: "Mark as read" }));
    await waitFor(() => expect(screen.queryByRole("region", { name: "Not watched since you last looked" })).not.toBeInTheDocument());
    expect(state.marked).toEqual([{ news: 4 }]);
  });

  it("tells once of a time in which nothing ran", async () => {
    const stop = { kind: "not-running", why: "ArgusAI was not running" } as const;
    serve({ unseen: [anOutage({ ...stop, news: 5 }), anOutage({ ...stop, camera_name: "Yard", news: 6 })] });
    renderApp("/");
    expect(await screen.findByText(/^Front door and Yard were not watched from .*: ArgusAI was not running\./)).toBeVisible();
  });

  it("keeps them when they could not be marked", async () => {
    serve({ unseen: [anOutage()] });
    server.use(http.post("*/api/v1/outages/seen", () => problem(aProblem("database-busy", 503, "Please try again."))));
    const { user } = renderApp("/");
    await user.click(await screen.findByRole("button", { name: "Mark as read" }));
    expect(await screen.findByText("They could not be marked as read.")).toBeVisible();
    expect(screen.getByText(/^Front door was blind/)).toBeVisible();
  });

  it("says nothing when all were seen", async () => {
    serve({});
    renderApp("/");
    await screen.findByRole("heading", { name: "Live now" });
    expect(screen.queryByText(/blind/)).not.toBeInTheDocument();
  });
});
