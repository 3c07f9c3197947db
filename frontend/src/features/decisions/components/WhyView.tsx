import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { reasonsQuery, type Fate, type Reason } from "@/features/decisions/api/reasons";
import type { Narrowed } from "@/features/decisions/asked";
import { groupAlike, isGroup } from "@/features/decisions/groups";
import { classes } from "@/lib/text/classes";
import { onThisClock } from "@/lib/time/format";
import { GroupCard } from "./GroupCard";
import { ReasonCard } from "./ReasonCard";
import { ReasonFilters } from "./ReasonFilters";

const DAY_MS = 86_400_000;

interface WhyViewProps {
  cameraId: string;
  from: Date;
  to: Date;
  narrowed: Narrowed;
  onNarrow: (narrowed: Narrowed) => void;
  /** Said below the summary, such as the hours in which the camera watches. */
  note?: ReactNode;
  /** What became of an event or a notice. */
  fate: (fate: Fate) => ReactNode;
  /** Asks for more time; absent when there is no more. */
  onWiden?: (() => void) | undefined;
}

/** Everything that explains a time, told of or not, oldest first. */
export function WhyView({ cameraId, from, to, narrowed, onNarrow, note, fate, onWiden }: WhyViewProps) {
  const query = reasonsQuery(cameraId, from.toISOString(), to.toISOString(), narrowed);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage } = useInfiniteQuery(query);
  if (data === undefined && error !== null) {
    return <ProblemPanel error={error} summary="The reasons could not be loaded." onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <Waiting />;
  const [first] = data.pages;
  const reasons = data.pages.flatMap(({ items }) => items);
  const found = first?.found ?? [];
  const withDay = to.getTime() - from.getTime() > DAY_MS;
  return (
    <>
      <section aria-label="In short" className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4">
        <p role="status" lang={first?.language} className="text-sentence font-semibold break-words">
          {onThisClock(first?.summary ?? "")}
        </p>
        {first?.standing.map((sentence) => (
          <p key={sentence} lang={first.language} className="break-words">
            {onThisClock(sentence)}
          </p>
        ))}
        {note}
        {found.length === 0 && onWiden && (
          <div>
            <Button onClick={onWiden}>Look at more time</Button>
          </div>
        )}
      </section>
      {(found.length > 0 || isNarrowed(narrowed)) && <ReasonFilters found={found} narrowed={narrowed} onNarrow={onNarrow} />}
      {reasons.length > 0 && <Rows cameraId={cameraId} reasons={reasons} withDay={withDay} fate={fate} old={isPlaceholderData} />}
      {reasons.length === 0 && isNarrowed(narrowed) && !isPlaceholderData && (
        <p role="status" className="text-quiet">
          Nothing of that in this time.
        </p>
      )}
      {reasons.length > 0 && (
        <Later more={hasNextPage} pending={isFetchingNextPage} pages={data.pages.length} onMore={() => void fetchNextPage()} />
      )}
      {error !== null && (
        <ProblemPanel error={error} summary="Later reasons could not be loaded." onRetry={() => void fetchNextPage()} />
      )}
    </>
  );
}

function isNarrowed({ reason, label }: Narrowed): boolean {
  return (reason?.length ?? 0) + (label?.length ?? 0) > 0;
}

interface RowsProps {
  cameraId: string;
  reasons: readonly Reason[];
  withDay: boolean;
  fate: (fate: Fate) => ReactNode;
  /** Of what was asked before, while the answer is on its way. */
  old: boolean;
}

function Rows({ cameraId, reasons, withDay, fate, old }: RowsProps) {
  return (
    <section aria-labelledby="noticed" aria-busy={old} className={classes(old && "opacity-60")}>
      <h2 id="noticed" className="sr-only">
        What explains it
      </h2>
      <ol className="flex flex-col gap-3">
        {groupAlike(reasons).map((row) => (
          <li key={row.id}>
            {isGroup(row) ? (
              <GroupCard cameraId={cameraId} group={row} withDay={withDay} />
            ) : (
              <ReasonCard cameraId={cameraId} reason={row} withDay={withDay} fate={row.fate && fate(row.fate)} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface LaterProps {
  more: boolean;
  pending: boolean;
  pages: number;
  onMore: () => void;
}

/** The button for more; after the last of it, words in its place, which get the focus that it had. */
function Later({ more, pending, pages, onMore }: LaterProps) {
  const end = useRef<HTMLParagraphElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current && !more) end.current?.focus();
  }, [more]);
  if (!more && pages === 1) return null;
  return (
    <div className="flex justify-center">
      {more ? (
        <Button
          pending={pending}
          onClick={() => {
            asked.current = true;
            onMore();
          }}
        >
          Show later ones
        </Button>
      ) : (
        <p ref={end} tabIndex={-1} className="rounded-card px-2 py-2.5 text-small text-quiet">
          That is all of it.
        </p>
      )}
    </div>
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
