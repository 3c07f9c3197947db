import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useGoBack, useVersions, useWayBack, type Version } from "@/features/configuration/api/versions";
import { problemOf } from "@/lib/api/problem";
import { Outcome } from "./Outcome";

/** Every change of cameras, groups, settings, modes and rules, and the way back. */
export function HistorySection() {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useVersions();
  const [chosen, setChosen] = useState<Version | null>(null);
  const versions = data?.pages.flatMap(({ items }) => items);
  if (problemOf(error)?.type === "administrators-only") {
    return (
      <Section title="History">
        <p className="text-quiet">Only an administrator sees and undoes changes.</p>
      </Section>
    );
  }
  return (
    <Section title="History">
      <p className="text-quiet">What was changed of cameras, groups, settings, modes and rules. 500 changes are kept, for a year.</p>
      {versions?.length === 0 && <p className="text-quiet">Nothing was changed yet.</p>}
      {!versions && error && <ProblemPanel error={error} summary="The changes could not be loaded." onRetry={() => void refetch()} />}
      {!versions && !error && (
        <Loading label="Loading the changes">
          <Skeleton className="h-24 w-full" />
        </Loading>
      )}
      <ol className="flex flex-col divide-y divide-line">
        {versions?.map((version) => (
          <li key={version.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <div className="min-w-0 flex-1 basis-60">
              <p className="break-words">{version.summary}</p>
              <p className="text-small text-quiet">
                {version.who}, <Moment at={version.at} />
              </p>
            </div>
            <Button aria-label={`Go back to before: ${version.summary}`} onClick={() => setChosen(version)}>
              Go back…
            </Button>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <div>
          <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older changes
          </Button>
        </div>
      )}
      <Dialog
        open={chosen !== null}
        onOpenChange={(open) => !open && setChosen(null)}
        title="Go back to before this change"
        description="All later changes are undone with it. This can be undone, too."
      >
        {chosen && <WayBack version={chosen} onDone={() => setChosen(null)} />}
      </Dialog>
    </Section>
  );
}

function WayBack({ version, onDone }: { version: Version; onDone: () => void }) {
  const preview = useWayBack(version.id);
  const goBack = useGoBack();
  return (
    <div className="flex flex-col gap-4">
      <p className="font-medium break-words">{version.summary}</p>
      {preview.isPending && <Skeleton className="h-16 w-full" />}
      {preview.error && <ProblemPanel error={preview.error} summary="What would change cannot be told." />}
      {preview.data && (
        <>
          <h3 className="font-medium">What changes then</h3>
          <Outcome outcome={preview.data} />
        </>
      )}
      {goBack.error && <ProblemPanel error={goBack.error} summary="Nothing was changed." />}
      <div className="flex flex-wrap gap-2">
        <Button
          look={preview.data?.deletes.length ? "danger" : "primary"}
          pending={goBack.isPending}
          disabled={!preview.data?.sentences.length}
          onClick={() => goBack.mutate(version.id, { onSuccess: onDone })}
        >
          Go back
        </Button>
        <Button onClick={onDone}>Leave it</Button>
      </div>
    </div>
  );
}
