import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { reasonsQuery, type Fate } from "@/features/decisions/api/reasons";
import { ReasonCard } from "./ReasonCard";

const DAY_MS = 86_400_000;

interface WhyViewProps {
  cameraId: string;
  from: Date;
  to: Date;
  /** Said below the summary, such as the hours in which the camera watches. */
  note?: ReactNode;
  /** What became of an event or a notice. */
  fate: (fate: Fate) => ReactNode;
  /** Asks for more time; absent when there is no more. */
  onWiden?: (() => void) | undefined;
}

/** Everything that explains a time, told of or not, oldest first. */
export function WhyView({ cameraId, from, to, note, fate, onWiden }: WhyViewProps) {
  const query = reasonsQuery(cameraId, from.toISOString(), to.toISOString());
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(query);
  if (data === undefined && error !== null) {
    return <ProblemPanel error={error} summary="The reasons could not be loaded." onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <Waiting />;
  const [first] = data.pages;
  const reasons = data.pages.flatMap(({ items }) => items);
  const withDay = to.getTime() - from.getTime() > DAY_MS;
  return (
    <>
      <section aria-label="In short" className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4">
        <p role="status" lang={first?.language} className="text-sentence font-semibold break-words">
          {first?.summary}
        </p>
        {first?.standing.map((sentence) => (
          <p key={sentence} lang={first.language} className="break-words">
            {sentence}
          </p>
        ))}
        {note}
        {reasons.length === 0 && onWiden && (
          <div>
            <Button onClick={onWiden}>Look at more time</Button>
          </div>
        )}
      </section>
      {reasons.length > 0 && (
        <section aria-labelledby="noticed">
          <h2 id="noticed" className="sr-only">
            What explains it
          </h2>
          <ol className="flex flex-col gap-3">
            {reasons.map((reason) => (
              <li key={reason.id}>
                <ReasonCard cameraId={cameraId} reason={reason} withDay={withDay} fate={reason.fate && fate(reason.fate)} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {hasNextPage && (
        <div className="flex justify-center">
          <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show later ones
          </Button>
        </div>
      )}
      {error !== null && (
        <ProblemPanel error={error} summary="Later reasons could not be loaded." onRetry={() => void fetchNextPage()} />
      )}
    </>
  );
}

function Waiting() {
  return (
    <Loading label="Looking for reasons" className="flex flex-col gap-3">
      <Skeleton className="h-32 w-full" />
      <Skeleton className="h-32 w-full" />
      <Skeleton className="h-32 w-full" />
    </Loading>
  );
}
