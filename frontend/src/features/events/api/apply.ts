import type { QueryClient } from "@tanstack/react-query";
import type { EventItem } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";
import { changeEvent, changeEvents, dropEvent, knownEvent, placeEvent } from "./cache";
import { detailKey, LABELS_KEY, LISTS_KEY, SUMMARY_KEY } from "./keys";
import { questionsKey } from "./questions";

/** Writes a live message into the lists, the open event and the summary. */
export function applyToEvents(queryClient: QueryClient, message: LiveMessage): void {
  switch (message.kind) {
    case "event.opened":
    case "event.grown":
    case "event.closed":
    case "event.updated":
    case "event.reworded":
      takeIn(queryClient, message.body.event, message.kind === "event.opened");
      break;
    case "event.deleted":
      dropEvent(queryClient, message.body.event_id);
      void queryClient.invalidateQueries({ queryKey: detailKey(message.body.event_id) });
      countAgain(queryClient);
      break;
    case "events.seen":
      markSeen(queryClient, message.body);
      countAgain(queryClient);
      break;
    case "event.feedback":
      changeEvent(queryClient, message.body.event_id, () => ({ feedback: message.body.feedback }));
      break;
    case "question.changed":
      void queryClient.invalidateQueries({ queryKey: questionsKey(message.body.event_id) });
      break;
    case "descriptions.changed":
      void queryClient.invalidateQueries({ queryKey: detailKey(message.body.event_id) });
      break;
    case "groups.changed":
      void queryClient.invalidateQueries({ queryKey: LISTS_KEY, predicate: ({ queryKey }) => JSON.stringify(queryKey).includes('"group"') });
      break;
    default:
  }
}

/** The message is for everybody: whether this person saw or rated the event is kept from what we know. */
function takeIn(queryClient: QueryClient, told: EventItem, isNew: boolean): void {
  const known = knownEvent(queryClient, told.id);
  const event = known ? { ...told, seen: known.seen, feedback: known.feedback } : told;
  changeEvent(queryClient, event.id, () => event);
  placeEvent(queryClient, event, isNew);
  // Tracks, frames and the clip come with the page of the event only.
  void queryClient.invalidateQueries({ queryKey: detailKey(event.id) });
  if (isNew || known?.attention !== event.attention) countAgain(queryClient);
  if (known?.labels.join() !== event.labels.join()) void queryClient.invalidateQueries({ queryKey: LABELS_KEY });
}

function markSeen(queryClient: QueryClient, { event_ids, until }: { event_ids: string[] | null; until: string | null }): void {
  const ids = new Set(event_ids);
  const end = until === null ? -Infinity : Date.parse(until);
  changeEvents(queryClient, (event) =>
    !event.seen && (ids.has(event.id) || Date.parse(event.started_at) <= end) ? { seen: true } : null,
  );
}

function countAgain(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: SUMMARY_KEY });
}
