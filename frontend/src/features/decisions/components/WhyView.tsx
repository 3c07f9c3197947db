import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { decisionsQuery } from "@/features/decisions/api/decisions";
import { countWords, timeline, type Told } from "@/features/decisions/timeline";
import { DecisionCard } from "./DecisionCard";

interface WhyViewProps {
  cameraId: string;
  from: Date;
  to: Date;
  /** What was told of in that time; undefined while it is loading. */
  told: readonly Told<ReactNode>[] | undefined;
  /** What to say first when there is nothing, such as that the camera is down. */
  note?: ReactNode;
  /** Asks for more time; absent when there is no more. */
  onWiden?: (() => void) | undefined;
}

/** Everything that was noticed in a time, told of or not, newest first. */
export function WhyView({ cameraId, from, to, told, note, onWiden }: WhyViewProps) {
  const query = decisionsQuery(cameraId, from.toISOString(), to.toISOString());
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(query);
  if (data === undefined && error !== null) {
    return <ProblemPanel error={error} summary="The reasons could not be loaded." onRetry={() => void refetch()} />;
  }
  if (data === undefined || told === undefined) return <Waiting />;
  const decisions = data.pages.flatMap(({ items }) => items);
  const rows = timeline(decisions, told);
  return (
    <>
      <p role="status" className={rows.length === 0 ? "sr-only" : "text-small text-quiet"}>
        {rows.length === 0 ? "Nothing was noticed in this time." : countWords(told.length, decisions.length, hasNextPage)}
      </p>
      {note}
      {rows.length === 0 && <Nothing onWiden={onWiden} />}
      {rows.length > 0 && (
        <section aria-labelledby="noticed">
          <h2 id="noticed" className="sr-only">
            What was noticed
          </h2>
          <ol className="flex flex-col gap-3">
            {rows.map((row) => (
              <li key={row.kind === "told" ? row.told.id : row.decision.id}>
                {row.kind === "told" ? row.told.content : <DecisionCard decision={row.decision} />}
              </li>
            ))}
          </ol>
        </section>
      )}
      {hasNextPage && (
        <div className="flex justify-center">
          <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older ones
          </Button>
        </div>
      )}
      {error !== null && (
        <ProblemPanel error={error} summary="Older reasons could not be loaded." onRetry={() => void fetchNextPage()} />
      )}
    </>
  );
}

function Nothing({ onWiden }: { onWiden: (() => void) | undefined }) {
  return (
    <EmptyState
      icon={SearchX}
      title="Nothing was noticed in this time"
      action={onWiden && <Button onClick={onWiden}>Look at more time</Button>}
    >
      Nothing moved that the camera could see, or the camera was not connected. Reasons are kept for some days only.
    </EmptyState>
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
