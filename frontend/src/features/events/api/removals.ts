import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/api/client";
import { asProblem } from "@/lib/api/problem";
import { UNDO_MS } from "@/lib/waits";
import { dropEvent } from "./cache";
import { detailKey, SUMMARY_KEY } from "./keys";

/** Events that are hidden but not yet deleted, each with what deletes it now. */
const waiting = new Map<string, { timer: ReturnType<typeof setTimeout>; send: () => void }>();
let hidden: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function setHidden(id: string, isHidden: boolean): void {
  const next = new Set(hidden);
  if (isHidden) next.add(id);
  else next.delete(id);
  hidden = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Ids of events that somebody here deleted a moment ago: no list shows them. */
export function useHiddenEvents(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => hidden);
}

/** Takes an event back out of the waiting deletions; false when it is too late. */
function undo(id: string): boolean {
  const entry = waiting.get(id);
  if (!entry) return false;
  clearTimeout(entry.timer);
  waiting.delete(id);
  setHidden(id, false);
  return true;
}

/** Leaving the page ends the time for second thoughts. */
function sendAll(): void {
  for (const { send } of [...waiting.values()]) send();
}

async function sendRemoval(queryClient: QueryClient, id: string, onError: (error: unknown) => void): Promise<void> {
  const entry = waiting.get(id);
  if (!entry) return;
  clearTimeout(entry.timer);
  waiting.delete(id);
  try {
    await api.DELETE("/api/v1/events/{event_id}", { params: { path: { event_id: id } }, keepalive: true });
  } catch (error) {
    // Gone already, perhaps from another device: that is what was wanted.
    if (asProblem(error).status !== 404) {
      setHidden(id, false);
      onError(error);
      return;
    }
  }
  dropEvent(queryClient, id);
  queryClient.removeQueries({ queryKey: detailKey(id) });
  setHidden(id, false);
  await queryClient.invalidateQueries({ queryKey: SUMMARY_KEY });
}

/** Deletes an event with a way back: it vanishes at once and is deleted a few seconds later unless undone. */
export function useRemoveEvent(): (id: string) => void {
  const queryClient = useQueryClient();
  const toast = useToast();
  return (id) => {
    if (waiting.has(id)) return;
    const send = () => {
      void sendRemoval(queryClient, id, (error) => {
        toast({ text: `The event was not deleted. ${asProblem(error).detail}` });
      });
    };
    // Outlives the component: whoever deletes usually leaves the event's page next. Adding it again changes nothing.
    window.addEventListener("pagehide", sendAll);
    waiting.set(id, { timer: setTimeout(send, UNDO_MS), send });
    setHidden(id, true);
    toast({
      text: "Event deleted.",
      action: {
        label: "Undo",
        run: () => {
          if (!undo(id)) toast({ text: "It is too late: the event is deleted." });
        },
      },
    });
  };
}
