import { QueryClient } from "@tanstack/react-query";
import { applyToEvents } from "@/features/events/api/apply";
import { detailKey, listKey, SUMMARY_KEY, type EventPages, type EventQuery } from "@/features/events/api/keys";
import type { EventDetail, EventItem } from "@/lib/api/types";
import type { LiveKind, LiveMessage } from "@/lib/live/messages";
import { anEvent, anEventDetail } from "@/lib/testing/factories";

const at = (minute: number) => `2026-03-03T10:${String(minute).padStart(2, "0")}:00Z`;

/** A cache with one list of `pages`; the last page says whether more could be fetched. */
function cacheWith(query: EventQuery, pages: EventItem[][], more = false) {
  const queryClient = new QueryClient();
  const last = pages.length - 1;
  queryClient.setQueryData<EventPages>(listKey(query), {
    pages: pages.map((items, index) => ({ items, next_cursor: index < last || more ? `c${String(index)}` : null })),
    pageParams: pages.map((_, index) => (index === 0 ? null : `c${String(index - 1)}`)),
  });
  const ids = () => queryClient.getQueryData<EventPages>(listKey(query))?.pages.map(({ items }) => items.map(({ id }) => id));
  const say = (kind: LiveKind, body: object) => applyToEvents(queryClient, { kind, cursor: 1, body } as unknown as LiveMessage);
  return { queryClient, ids, say };
}

describe("live updates of the lists (F15)", () => {
  it("puts a new event first", () => {
    const [old, fresh] = [anEvent({ started_at: at(1) }), anEvent({ started_at: at(2) })];
    const { ids, say } = cacheWith({}, [[old]]);
    say("event.opened", { event: fresh });
    expect(ids()).toEqual([[fresh.id, old.id]]);
  });

  it("puts a late event where it belongs, also on a later page", () => {
    const events = [5, 4, 2, 1].map((minute) => anEvent({ started_at: at(minute) }));
    const [a, b, c, d] = events as [EventItem, EventItem, EventItem, EventItem];
    const late = anEvent({ started_at: at(3) });
    const { ids, say } = cacheWith({}, [[a, b], [c, d]]);
    say("event.opened", { event: late });
    expect(ids()).toEqual([[a.id, b.id], [late.id, c.id, d.id]]);
  });

  it("leaves an event older than all that was fetched to its own page", () => {
    const only = anEvent({ started_at: at(5) });
    const { ids, say } = cacheWith({}, [[only]], true);
    say("event.opened", { event: anEvent({ started_at: at(1) }) });
    expect(ids()).toEqual([[only.id]]);
  });

  it("takes the same event twice as one", () => {
    const event = anEvent();
    const { ids, say } = cacheWith({}, [[]]);
    say("event.opened", { event });
    say("event.opened", { event });
    expect(ids()).toEqual([[event.id]]);
  });

  it("keeps what this person knows of it: seen and feedback", () => {
    const feedback = { rating: "up" as const, correction: null, mistake: null, said: null, updated_at: at(3) };
    const event = anEvent({ seen: true, feedback });
    const { queryClient, say } = cacheWith({}, [[event]]);
    say("event.closed", { event: { ...event, state: "closed", duration_seconds: 33, seen: false, feedback: null } });
    const shown = queryClient.getQueryData<EventPages>(listKey({}))?.pages[0]?.items[0];
    expect(shown).toMatchObject({ seen: true, feedback, duration_seconds: 33 });
  });

  it.each<[string, EventQuery, Partial<EventItem>, boolean]>([
    ["another camera", { camera_id: ["other"] }, {}, false],
    ["a label it has", { label: ["car", "person"] }, {}, true],
    ["a label it has not", { label: ["car"] }, {}, false],
    ["before the first day", { from: at(30) }, {}, false],
    ["after the last day", { to: at(0) }, {}, false],
    ["unseen ones", { unseen: true }, {}, true],
  ])("fits new events into a list of %s: %j", (_, query, over, belongs) => {
    const event = anEvent(over);
    const { ids, say } = cacheWith(query, [[]]);
    say("event.opened", { event });
    expect(ids()).toEqual([belongs ? [event.id] : []]);
  });

  it("takes an event into a list once it grows into it", () => {
    const event = anEvent({ labels: ["person"] });
    const { ids, say } = cacheWith({ label: ["dog"] }, [[]]);
    say("event.opened", { event });
    say("event.grown", { event: { ...event, labels: ["person", "dog"] } });
    expect(ids()).toEqual([[event.id]]);
  });

  it("does not take an unknown growing event for unseen", () => {
    const { ids, say } = cacheWith({ unseen: true }, [[]]);
    say("event.grown", { event: anEvent() });
    expect(ids()).toEqual([[]]);
  });

  it("drops a deleted event", () => {
    const [a, b] = [anEvent(), anEvent()];
    const { ids, say } = cacheWith({}, [[a], [b]]);
    say("event.deleted", { event_id: b.id });
    expect(ids()).toEqual([[a.id], []]);
  });

  it("leaves lists that a message does not concern the same objects", () => {
    const { queryClient, say } = cacheWith({}, [[anEvent()]]);
    const before = queryClient.getQueryData(listKey({}));
    say("event.deleted", { event_id: "unknown" });
    say("camera.deleted", { camera_id: "unknown" });
    expect(queryClient.getQueryData(listKey({}))).toBe(before);
  });
});

describe("live updates of what a person knows (F15)", () => {
  it("marks the named events seen, or all until a moment", () => {
    const events = [3, 2, 1].map((minute) => anEvent({ started_at: at(minute) }));
    const { queryClient, say } = cacheWith({}, [events]);
    const seen = () => queryClient.getQueryData<EventPages>(listKey({}))?.pages[0]?.items.map((event) => event.seen);
    say("events.seen", { user_id: "u", event_ids: [events[0]?.id], until: null });
    expect(seen()).toEqual([true, false, false]);
    say("events.seen", { user_id: "u", event_ids: null, until: at(1) });
    expect(seen()).toEqual([true, false, true]);
  });

  it("shows a rating given on another device in lists and on the page", () => {
    const detail = anEventDetail();
    const { queryClient, say } = cacheWith({}, [[detail]]);
    queryClient.setQueryData(detailKey(detail.id), detail);
    const feedback = { rating: "down", correction: "A cat", updated_at: at(3) };
    say("event.feedback", { user_id: "u", event_id: detail.id, feedback });
    expect(queryClient.getQueryData<EventDetail>(detailKey(detail.id))?.feedback).toEqual(feedback);
    expect(queryClient.getQueryData<EventPages>(listKey({}))?.pages[0]?.items[0]?.feedback).toEqual(feedback);
  });

  it("counts again only when the counts may have changed", () => {
    const event = anEvent();
    const { queryClient, say } = cacheWith({}, [[event]]);
    queryClient.setQueryData(SUMMARY_KEY, { unseen: 1 });
    const isStale = () => queryClient.getQueryState(SUMMARY_KEY)?.isInvalidated;
    say("event.grown", { event: { ...event, duration_seconds: 30 } });
    expect(isStale()).toBe(false);
    say("event.grown", { event: { ...event, attention: 2 } });
    expect(isStale()).toBe(true);
  });
});
