import type { QueryClient } from "@tanstack/react-query";
import type { EventDetail, EventItem } from "@/lib/api/types";
import { detailKey, DETAILS_KEY, GROUPS_KEY, LISTS_KEY, type EventPage, type EventPages, type EventQuery } from "./keys";

/** The cameras of each group that a list is asked for by; told by who knows the groups. */
export type MembersOf = (group: string) => readonly string[];

/** Whether `event` belongs into the list that `query` names. */
export function belongs(event: EventItem, query: EventQuery, membersOf: MembersOf = () => []): boolean {
  const start = Date.parse(event.started_at);
  return (
    (!query.group || membersOf(query.group).includes(event.camera_id)) &&
    (!query.camera_id?.length || query.camera_id.includes(event.camera_id)) &&
    (!query.trigger?.length || query.trigger.includes(event.trigger)) &&
    (!query.label?.length || query.label.some((label) => event.labels.includes(label))) &&
    (!query.from || start >= Date.parse(query.from)) &&
    (!query.to || start < Date.parse(query.to)) &&
    (!query.unseen || !event.seen)
  );
}

/** The order of lists: newest first; events of the same instant by id, as the server sorts them. */
export function isNewer(event: EventItem, than: EventItem): boolean {
  const distance = Date.parse(event.started_at) - Date.parse(than.started_at);
  return distance === 0 ? event.id > than.id : distance > 0;
}

/** What is known of an event in any list or page. */
export function knownEvent(queryClient: QueryClient, id: string): EventItem | undefined {
  const detail = queryClient.getQueryData<EventDetail>(detailKey(id));
  if (detail) return detail;
  for (const [, pages] of queryClient.getQueriesData<EventPages>({ queryKey: LISTS_KEY })) {
    for (const page of pages?.pages ?? []) {
      const found = page.items.find((event) => event.id === id);
      if (found) return found;
    }
  }
  return undefined;
}

/** Changes one event wherever it is shown; lists without it stay the same objects. */
export function changeEvent(queryClient: QueryClient, id: string, change: (event: EventItem) => Partial<EventItem>): void {
  changeEvents(queryClient, (event) => (event.id === id ? change(event) : null));
}

/** `change` answers null for events that stay as they are. */
export function changeEvents(queryClient: QueryClient, change: (event: EventItem) => Partial<EventItem> | null): void {
  editLists(queryClient, (items) =>
    items.map((event) => {
      const changes = change(event);
      return changes ? { ...event, ...changes } : event;
    }),
  );
  for (const [key, detail] of queryClient.getQueriesData<EventDetail>({ queryKey: DETAILS_KEY })) {
    if (!isDetail(detail)) continue;
    const changes = change(detail);
    if (changes) queryClient.setQueryData<EventDetail>(key, { ...detail, ...changes });
  }
}

/** Takes an event out of every list. */
export function dropEvent(queryClient: QueryClient, id: string): void {
  editLists(queryClient, (items) => items.filter((event) => event.id !== id));
}

/** Writes an event as the server now tells it into every list it belongs to, in its place; lists it left lose it. */
export function placeEvent(queryClient: QueryClient, event: EventItem, isNew: boolean): void {
  const membersOf = (group: string) =>
    queryClient.getQueryData<{ id: string; camera_ids: string[] }[]>(GROUPS_KEY)?.find(({ id }) => id === group)?.camera_ids ?? [];
  for (const [key, pages] of queryClient.getQueriesData<EventPages>({ queryKey: LISTS_KEY })) {
    if (!pages) continue;
    const query = (key[2] ?? {}) as EventQuery;
    const present = pages.pages.some(({ items }) => items.some(({ id }) => id === event.id));
    if (present) {
      const keep = belongs(event, { ...query, unseen: false }, membersOf);
      queryClient.setQueryData(key, editPages(pages, (items) => replace(items, event, keep)));
    } else if (belongs(event, query, membersOf) && (isNew || !query.unseen)) {
      queryClient.setQueryData(key, insert(pages, event));
    }
  }
}

function replace(items: EventItem[], event: EventItem, keep: boolean): EventItem[] {
  if (!keep) return items.filter(({ id }) => id !== event.id);
  return items.map((each) => (each.id === event.id ? event : each));
}

/** Older than everything fetched so far: it will come with its page. */
function insert(pages: EventPages, event: EventItem): EventPages {
  const target = pages.pages.findIndex(({ items }) => items.some((each) => isNewer(event, each)));
  const last = pages.pages.length - 1;
  const index = target === -1 && pages.pages[last]?.next_cursor === null ? last : target;
  return {
    ...pages,
    pages: pages.pages.map((page, each) => (each === index ? { ...page, items: sorted(page.items, event) } : page)),
  };
}

function sorted(items: EventItem[], event: EventItem): EventItem[] {
  const place = items.findIndex((each) => isNewer(event, each));
  return place === -1 ? [...items, event] : [...items.slice(0, place), event, ...items.slice(place)];
}

function editLists(queryClient: QueryClient, edit: (items: EventItem[]) => EventItem[]): void {
  queryClient.setQueriesData<EventPages>({ queryKey: LISTS_KEY }, (pages) => pages && editPages(pages, edit));
}

/** Pages whose items all stay the same objects stay the same, so that nothing renders again. */
function editPages(pages: EventPages, edit: (items: EventItem[]) => EventItem[]): EventPages {
  const edited = pages.pages.map((page): EventPage => {
    const items = edit(page.items);
    const same = items.length === page.items.length && items.every((event, index) => event === page.items[index]);
    return same ? page : { ...page, items };
  });
  return edited.every((page, index) => page === pages.pages[index]) ? pages : { ...pages, pages: edited };
}

function isDetail(cached: EventDetail | string | null | undefined): cached is EventDetail {
  return typeof cached === "object" && cached !== null && "tracks" in cached;
}
