import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CheckCheck } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import type { EventItem, EventSummary } from "@/lib/api/types";
import { useMarkAllSeen } from "@/features/events/api/seen";
import { summaryQuery } from "@/features/events/api/summary";
import { UNSEEN } from "@/features/events/api/keys";
import { useEventList } from "@/features/events/hooks/useEventList";
import { plural } from "@/features/events/words";
import { CardSkeletons } from "./CardSkeletons";
import { EventCard } from "./EventCard";

/** What the eye takes in at once; more on demand, so that the live pictures stay near. */
const FEW = 6;
const MOST = 20;

/** What this person has not looked at yet, in numbers and sentences. */
export function SinceLastLook() {
  const { data: summary } = useQuery(summaryQuery());
  const { events, error, refetch } = useEventList(UNSEEN);
  const markAll = useMarkAllSeen();
  const newest = events?.[0];
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section aria-labelledby="since-last-look" className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="since-last-look" ref={heading} tabIndex={-1} className="text-sentence font-semibold outline-none">
          {summary && events ? headingOf(summary, events.length) : "Since you last looked"}
        </h2>
        {newest && (
          <Button pending={markAll.isPending} onClick={() =>
              // The button goes: whoever pressed it by key is taken to what it changed, and hears it.
              markAll.mutate(newest.started_at, { onSuccess: () => heading.current?.focus() })
            }
          >
            <CheckCheck aria-hidden="true" size={18} />
            Mark all as seen
          </Button>
        )}
      </div>
      {markAll.error && <ProblemPanel error={markAll.error} summary="The events could not be marked as seen." />}
      {events === undefined && error === null && <CardSkeletons count={3} label="Loading what is new" />}
      {events === undefined && error !== null && (
        <ProblemPanel error={error} summary="What is new could not be loaded." onRetry={() => void refetch()} />
      )}
      {events && <Newest events={events} unseen={Math.max(summary?.unseen ?? 0, events.length)} />}
    </section>
  );
}

/** "Since you last looked: 4 events, 1 urgent, 1 notable". */
function headingOf({ unseen, notable, urgent }: EventSummary, shown: number): string {
  // The two numbers come by two requests: while one is on its way, the list is what the eye compares with.
  const count = shown === 0 ? 0 : Math.max(unseen, Math.min(shown, MOST));
  if (count === 0) return "Nothing new since you last looked";
  const parts = [plural(count, "event", "events")];
  if (urgent > 0) parts.push(`${String(urgent)} urgent`);
  if (notable > 0) parts.push(`${String(notable)} notable`);
  return `Since you last looked: ${parts.join(", ")}`;
}

function Newest({ events, unseen }: { events: readonly EventItem[]; unseen: number }) {
  const [all, setAll] = useState(false);
  const shown = events.slice(0, all ? MOST : FEW);
  const hidden = Math.min(events.length, MOST) - shown.length;
  return (
    <>
      {shown.length > 0 && (
        <div className="flex flex-col gap-2">
          {shown.map((event) => (
            <EventCard key={event.id} event={event} />
          ))}
        </div>
      )}
      <p className="flex flex-wrap gap-2">
        {hidden > 0 && <Button onClick={() => setAll(true)}>Show {hidden} more</Button>}
        {hidden === 0 && unseen > shown.length && (
          <Button asChild>
            <Link to="/events" search={{ unseen: true }}>
              {unseen - shown.length} more not seen yet
            </Link>
          </Button>
        )}
        <Button asChild>
          <Link to="/events">All events</Link>
        </Button>
      </p>
    </>
  );
}

