import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { asProblem } from "@/lib/api/problem";
import { eventQuery } from "@/features/events/api/event";
import { EventArticle } from "./EventArticle";

interface EventViewProps {
  id: string;
  /** Goes to another event, in place of this one in the history. */
  onGoTo: (id: string) => void;
  /** Leaves the page, as this event was deleted. */
  onLeave: () => void;
  /** Questions cost money, so not everybody asks them. */
  mayAsk?: boolean;
  /** Who was told of it. */
  told?: ReactNode;
}

/** One event with everything known about it. */
export function EventView({ id, onGoTo, onLeave, mayAsk = false, told }: EventViewProps) {
  const { data: event, error, refetch } = useQuery(eventQuery(id));
  const isGone = error !== null && [404, 422].includes(asProblem(error).status);
  if (isGone) return <Gone />;
  if (event) return <EventArticle key={event.id} event={event} onGoTo={onGoTo} onLeave={onLeave} mayAsk={mayAsk} told={told} />;
  return (
    <Page title="Event">
      {error === null ? (
        <OnItsWay />
      ) : (
        <ProblemPanel error={error} summary="The event could not be loaded." onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

function OnItsWay() {
  return (
    <Loading label="Loading the event" className="flex flex-col gap-4">
      <Skeleton className="h-5 w-1/2" />
      <Skeleton className="aspect-video w-full max-w-4xl" />
      <Skeleton className="h-40 w-full" />
    </Loading>
  );
}

function Gone() {
  return (
    <Page title="This event is gone">
      <EmptyState
        icon={SearchX}
        title="There is no such event any more"
        action={
          <Button asChild look="primary">
            <Link to="/events">See all events</Link>
          </Button>
        }
      >
        It was deleted, or it was older than events are kept.
      </EmptyState>
    </Page>
  );
}
