import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { DeliveryLog } from "@/features/notices/components/DeliveryLog";
import { clockOf, minutesOf, outcome, silence } from "@/features/notices/words";
import { aDelivery, anEvent, aNotice, aSession, someCalm } from "@/lib/testing/factories";
import { server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

const URGENT = aNotice({ id: "01980000-0000-7000-8000-0000000000c2", text: "Somebody broke the window.", urgent: true });

function noticesAre(...items: ReturnType<typeof aNotice>[]): void {
  const unread = items.filter(({ read_at }) => read_at === null);
  server.use(
    http.get("*/api/v1/notices", () => HttpResponse.json({ items, next_cursor: null })),
    http.get("*/api/v1/notices/summary", () => HttpResponse.json({ unread: unread.length, urgent: unread.filter(({ urgent }) => urgent).length })),
  );
}

describe("the bell", () => {
  it("counts what is unread, and learns of more while the page is open (N7)", async () => {
    renderApp("/");
    expect(await screen.findByRole("link", { name: "Notices" })).toBeVisible();
    const line = openSocket("/api/v1/live");
    noticesAre(URGENT);
    line.says({ kind: "notice.told", cursor: 2, body: { user_id: "u", notice: URGENT } });
    expect(await screen.findByRole("link", { name: "Notices, 1 unread" })).toBeVisible();
  });

  it("lists what was told, says what was held back, and marks it as read (N7)", async () => {
    noticesAre(URGENT, aNotice({ silent: "quiet-hours" }));
    const read: unknown[] = [];
    server.use(
      http.post("*/api/v1/notices/read", async ({ request }) => {
        read.push(await request.json());
        noticesAre(aNotice({ read_at: "2026-03-03T10:00:05Z" }));
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderApp("/notices");
    expect(await screen.findByRole("link", { name: "Somebody broke the window." })).toHaveAttribute("href", URGENT.path);
    expect(screen.getByText("Not sent: quiet hours")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Mark all as read" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Mark all as read" })).not.toBeInTheDocument());
    await waitFor(() => expect(screen.getByRole("heading", { level: 1 })).toHaveFocus());
    expect(read).toEqual([{ until: URGENT.made_at }]);
  });

  it("lets somebody see to it, and everybody know who (N11)", async () => {
    noticesAre(URGENT);
    server.use(
      http.post("*/api/v1/notices/:id/acknowledgement", () => {
        noticesAre({ ...URGENT, acknowledged_by: "Ada" });
        return HttpResponse.json({ ...URGENT, acknowledged_by: "Ada" });
      }),
    );
    const { user } = renderApp("/notices");
    await user.click(await screen.findByRole("button", { name: /^I see to it/ }));
    expect(await screen.findByText("Ada sees to it")).toBeVisible();
  });

  it("filters in the address and snoozes (N7, N11)", async () => {
    server.use(http.post("*/api/v1/calm/snooze", () => HttpResponse.json(someCalm({ snoozed_until: "2026-03-04T07:00:00Z", quiet_now: true }))));
    const { user, router } = renderApp("/notices");
    await user.click(await screen.findByRole("button", { name: "Unread" }));
    expect(await screen.findByText("Nothing matches")).toBeVisible();
    expect(router.state.location.search).toEqual({ unread: true });
    await user.click(screen.getByRole("button", { name: "Snooze till morning" }));
    expect(await screen.findByText(/^Snoozed until/)).toBeVisible();
  });
});

describe("who was told of an event", () => {
  it("stands on its page, and what failed is sent again (N9, N12)", async () => {
    const failed = aDelivery({ state: "failed", fault: "hook refused it with status 500.", sent_at: null });
    const told = { person_id: failed.person_id, person_name: "Ada", notice_id: failed.notice_id, rules: ["People"], made_at: failed.made_at, silent: "", read_at: null, acknowledged_by: "", deliveries: [failed] };
    const again: string[] = [];
    server.use(
      http.get("*/api/v1/events/:id", () => HttpResponse.json({ ...anEvent(), note: "", snapshot: null, frames: [], clip: null, tracks: [], newer_id: null, older_id: null })),
      http.get("*/api/v1/events/:id/notices", () => HttpResponse.json({ items: [told], next_cursor: null })),
      http.post("*/api/v1/deliveries/:id/resend", ({ params }) => {
        again.push(String(params.id));
        return HttpResponse.json({ ...failed, state: "waiting" });
      }),
    );
    const { user } = renderApp(`/events/${anEvent().id}`);
    const part = within((await screen.findByRole("heading", { name: "Who was told" })).closest("section") as HTMLElement);
    expect(part.getByText(/My program: not delivered\. hook refused it with status 500\./)).toBeVisible();
    await user.click(part.getByRole("button", { name: "Send again to My program" }));
    await waitFor(() => expect(again).toEqual([failed.id]));
  });

  it.each([
    ["administrator", "Nobody was told of this event."],
    ["member", "You were not told of this event."],
  ] as const)("claims to an %s only what that role can know (N1, N12)", async (role, words) => {
    server.use(
      http.get("*/api/v1/session", () => HttpResponse.json(aSession({ user: { id: "01980000-0000-7000-8000-0000000000f1", name: "Ben", role } }))),
      http.get("*/api/v1/events/:id", () => HttpResponse.json({ ...anEvent(), note: "", snapshot: null, frames: [], clip: null, tracks: [], newer_id: null, older_id: null })),
      http.get("*/api/v1/events/:id/notices", () => HttpResponse.json({ items: [], next_cursor: null })),
    );
    renderApp(`/events/${anEvent().id}`);
    expect(await screen.findByText(words)).toBeVisible();
  });
});

describe("quiet hours", () => {
  it("go by the clock of the house until somebody chooses another (N11)", async () => {
    const sent: unknown[] = [];
    server.use(
      http.patch("*/api/v1/calm", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(someCalm({ quiet_from: 1380, quiet_until: 420 }));
      }),
    );
    const { user } = renderApp("/settings/notifications");
    const form = within(await screen.findByRole("form", { name: "Quiet hours" }));
    await user.click(form.getByRole("switch", { name: "Quiet hours" }));
    const from = form.getByLabelText("From");
    await user.clear(from);
    await user.type(from, "23:00");
    await user.click(form.getByRole("button", { name: "Save quiet hours" }));
    await waitFor(() => expect(sent).toEqual([{ quiet_from: 1380, quiet_until: 420, pause_seconds: 60, zone: "" }]));
    const clock = form.getByLabelText("By the clock of");
    const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
    await user.selectOptions(clock, `This device, ${device}`);
    await user.click(form.getByRole("button", { name: "Save quiet hours" }));
    await waitFor(() => expect(sent[1]).toMatchObject({ zone: device }));
  });
});

describe("what was sent", () => {
  it("is searched by channel and words, and downloaded as it is shown (N10)", async () => {
    const asked: string[] = [];
    server.use(
      http.get("*/api/v1/deliveries", ({ request }) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.json({ items: [aDelivery({ title: "Yard" })], next_cursor: null });
      }),
    );
    const channels = [{ id: "c1", name: "Phone" }, { id: "c2", name: "Mail" }];
    render(
      <QueryClientProvider client={new QueryClient()}>
        <DeliveryLog channels={channels} />
      </QueryClientProvider>,
    );
    const user = userEvent.setup();
    await user.selectOptions(await screen.findByLabelText("Channel"), "Mail");
    await user.type(screen.getByLabelText("Search what was sent"), "a&b");
    await waitFor(() => expect(asked.at(-1)).toContain("channel_id=c2"));
    expect(await screen.findByRole("link", { name: "Download for spreadsheets (CSV)" })).toHaveAttribute(
      "href",
      "/api/v1/deliveries/export?format=csv&channel_id=c2&q=a%26b",
    );
  });
});

describe("words", () => {
  it("say what became of a delivery (N9)", () => {
    expect(outcome(aDelivery())).toBe("sent");
    expect(outcome(aDelivery({ edited: true }))).toBe("sent, then replaced by better words");
    expect(outcome(aDelivery({ state: "waiting", tries: 2, fault: "It hangs." }))).toBe("not yet arrived, tried 2 times. It hangs.");
    expect(outcome(aDelivery({ state: "unknown", fault: "" }))).toBe("perhaps delivered: nobody knows. ");
    expect(silence("")).toBe("");
  });

  it("read and write the clock (N11)", () => {
    expect([clockOf(0), clockOf(1439), minutesOf("22:30"), minutesOf("24:00"), minutesOf("x")]).toEqual(["00:00", "23:59", 1350, null, null]);
  });
});
