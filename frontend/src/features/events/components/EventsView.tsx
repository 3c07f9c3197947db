import { useCallback, useEffect, useState, type ReactNode } from "react";
import { FilterX, ListVideo } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useTimeZone } from "@/lib/time/zone";
import { isFiltered, queryOf, withoutEmpty, type EventFilters } from "@/features/events/filters";
import { useEventList } from "@/features/events/hooks/useEventList";
import { useHeldBack } from "@/features/events/hooks/useHeldBack";
import { plural } from "@/features/events/words";
import { CardSkeletons } from "./CardSkeletons";
import { EventList } from "./EventList";
import { FilterBar, type CameraChoice } from "./FilterBar";
import { NewEventsPill } from "./NewEventsPill";

interface EventsViewProps {
  filters: EventFilters;
  onFilters: (filters: EventFilters) => void;
  cameras: readonly CameraChoice[];
  groups?: ReactNode;
  /** The next step while there is no event at all, for example "Add a camera". */
  firstStep: ReactNode;
  /** Where to go when something that should be here is not. */
  whyNot?: ReactNode;
}

/** The log: filters and the list that they leave. */
export function EventsView({ filters, onFilters, cameras, groups, firstStep, whyNot }: EventsViewProps) {
  const listName = JSON.stringify(filters);
  const [found, setFound] = useState({ listName, words: "" });
  // Once for each choice of filters: an event that comes later is not what was asked for.
  const onFound = useCallback(
    (words: string) => setFound((was) => (was.listName === listName && was.words !== "" ? was : { listName, words })),
    [listName],
  );
  return (
    <>
      <FilterBar filters={filters} onChange={(changed) => onFilters(withoutEmpty(changed))} cameras={cameras} groups={groups} />
      <p role="status" className="sr-only">
        {found.listName === listName && found.words}
      </p>
      <FilteredEvents
        key={listName}
        filters={filters}
        onFound={onFound}
        onClear={() => onFilters({})}
        firstStep={firstStep}
        whyNot={whyNot}
      />
    </>
  );
}

interface FilteredEventsProps {
  filters: EventFilters;
  /** Told how much the filters leave. */
  onFound: (words: string) => void;
  onClear: () => void;
  firstStep: ReactNode;
  whyNot: ReactNode;
}

function FilteredEvents({ filters, onFound, onClear, firstStep, whyNot }: FilteredEventsProps) {
  const query = queryOf(filters, useTimeZone());
  const listName = JSON.stringify(filters);
  const { events, error, isFetchNextPageError, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useEventList(query);
  const { shown, held, release } = useHeldBack(events ?? [], listName);
  const fetchMore = useCallback(() => {
    if (!isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  const words = events && howMany(events.length, hasNextPage);
  useEffect(() => {
    if (words !== undefined) onFound(words);
  }, [words, onFound]);

  if (events === undefined) {
    if (error === null) return <CardSkeletons />;
    return <ProblemPanel error={error} summary="The events could not be loaded." onRetry={() => void refetch()} />;
  }
  const isEmpty = events.length === 0 && !hasNextPage;
  if (isEmpty) return isFiltered(filters) ? <NothingMatches onClear={onClear} whyNot={whyNot} /> : <NothingYet firstStep={firstStep} />;
  return (
    <div className="min-w-0">
      <NewEventsPill
        count={held}
        onShow={() => {
          release();
          window.scrollTo({ top: 0 });
          document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
        }}
      />
      <EventList events={shown} hasMore={hasNextPage} onEndNear={fetchMore} listName={listName} />
      {isFetchingNextPage && (
        <div className="pt-2">
          <CardSkeletons count={2} label="Loading older events" />
        </div>
      )}
      {isFetchNextPageError && (
        <ProblemPanel error={error} summary="Older events could not be loaded." onRetry={() => void fetchNextPage()} />
      )}
    </div>
  );
}

/** "3 events", "More than 24 events", "No event". */
function howMany(count: number, more: boolean): string {
  if (count === 0) return "No event";
  return more ? `More than ${plural(count, "event", "events")}` : plural(count, "event", "events");
}

function NothingMatches({ onClear, whyNot }: { onClear: () => void; whyNot: ReactNode }) {
  const action = (
    <div className="flex flex-wrap justify-center gap-2">
      <Button
        onClick={() => {
          document.querySelector("h1")?.focus({ preventScroll: true }); // this button goes with the filters
          onClear();
        }}
      >
        Clear filters
      </Button>
      {whyNot}
    </div>
  );
  return (
    <EmptyState icon={FilterX} title="No event matches these filters" action={action}>
      Choose another day or camera, or look at everything.
    </EmptyState>
  );
}

function NothingYet({ firstStep }: { firstStep: ReactNode }) {
  return (
    <EmptyState icon={ListVideo} title="Nothing has happened yet" action={firstStep}>
      When somebody or something moves in front of a camera, it appears here as a sentence with its picture and clip.
    </EmptyState>
  );
}
