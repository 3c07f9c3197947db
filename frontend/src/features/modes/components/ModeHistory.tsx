import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { modeChangesQuery } from "@/features/modes/api/modes";
import { howChosen } from "@/features/modes/words";

/** Who chose which mode when. */
export function ModeHistory() {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(modeChangesQuery());
  const changes = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title="Who changed it">
      {!data && error && <ProblemPanel error={error} summary="The changes could not be loaded." onRetry={() => void refetch()} />}
      {data && changes.length === 0 && <p className="text-quiet">Nobody has changed the mode yet.</p>}
      <ul className="flex flex-col divide-y divide-line">
        {changes.map((change) => (
          <li key={`${change.at} ${change.mode}`} className="flex min-h-touch flex-wrap items-center gap-x-2 py-1">
            <span className="font-medium">{change.name}</span>
            <span className="text-small text-quiet">
              {howChosen(change)}, <Moment at={change.at} />
            </span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <div>
          <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show earlier changes
          </Button>
        </div>
      )}
    </Section>
  );
}
