import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { outageHistoryQuery } from "@/features/outages/api/outages";
import { entrySentence } from "@/features/outages/words";
import { useNow } from "@/lib/time/now";
import { useTimeZone } from "@/lib/time/zone";
import { OutageList } from "./OutageList";

/** What the eye takes in at once; what stands below must not be pushed out of reach. */
const FEW = 5;

/** When a camera was not seen: the last five times, then thirty, older ones on demand. */
export function OutageHistory({ cameraId }: { cameraId: string }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(outageHistoryQuery(cameraId));
  const [all, setAll] = useState(false);
  const reading = { now: useNow(), timeZone: useTimeZone() };
  if (data === undefined) {
    return error ? (
      <ProblemPanel error={error} summary="The times without a picture could not be loaded." onRetry={() => void refetch()} />
    ) : (
      <Loading label="Loading the times without a picture" className="flex flex-col gap-2">
        <Skeleton className="h-6 w-full" />
        <Skeleton className="h-6 w-2/3" />
      </Loading>
    );
  }
  const outages = data.pages.flatMap(({ items }) => items);
  if (outages.length === 0) {
    return <p className="text-quiet">Never, as far as is remembered. Times of ten seconds and more appear here.</p>;
  }
  return (
    <>
      <OutageList rows={outages.slice(0, all ? undefined : FEW).map((outage) => ({ outage, sentence: entrySentence(outage, reading) }))} />
      {!all && outages.length > FEW && <Button onClick={() => setAll(true)}>Show {outages.length - FEW} more</Button>}
      {(all || outages.length <= FEW) && hasNextPage && (
        <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older ones
        </Button>
      )}
      {error !== null && <ProblemPanel error={error} summary="Older ones could not be loaded." onRetry={() => void fetchNextPage()} />}
    </>
  );
}
