import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useDescribers, useTryDescriber, type Describer } from "@/features/describers/api/describers";
import { problemOf } from "@/lib/api/problem";
import { Accuracy } from "./Accuracy";
import { CostTable } from "./CostTable";
import { DescriberForm } from "./DescriberForm";
import { DescriberList } from "./DescriberList";
import { PastEvents } from "./PastEvents";
import { ShownForm } from "./ShownForm";
import { SpendingForm } from "./SpendingForm";
import { TrialOutcome } from "./TrialOutcome";

/** Who describes events, in which order, and what it may cost. */
export function DescriberSection({ cameras }: { cameras: readonly { id: string; name: string }[] }) {
  const { data, error, refetch } = useDescribers();
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState("");
  const trial = useTryDescriber();
  const onAdded = (describer?: Describer) => {
    setAdding(false);
    if (!describer || !cameras[0]) return;
    setAdded(describer.name);
    trial.mutate({ id: describer.id, cameraId: cameras[0].id });
  };
  if (problemOf(error)?.type === "administrators-only") {
    return (
      <Section title="Who describes events">
        <p className="text-quiet">Only an administrator chooses who describes events.</p>
      </Section>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <Section title="Who describes events">
        <p className="text-quiet">
          The built-in describer always works, without a key and without a network. A vision model writes better sentences: the
          first of the list is asked, and the next one when it fails. It gets some pictures of the event.
        </p>
        {data && data.length > 0 && <DescriberList describers={data} cameras={cameras} />}
        {data?.length === 0 && <p className="text-quiet">No vision model is asked.</p>}
        {!data && error && <ProblemPanel error={error} summary="The describers could not be loaded." onRetry={() => void refetch()} />}
        {!data && !error && (
          <Loading label="Loading the describers">
            <Skeleton className="h-16 w-full" />
          </Loading>
        )}
        <TrialOutcome trial={trial} of={added} />
        <div>
          <Button onClick={() => setAdding(true)}>Add a describer…</Button>
        </div>
        <Dialog open={adding} onOpenChange={setAdding} title="Add a describer" description="A vision model of a provider, or of a server of yours.">
          {adding && <DescriberForm onDone={onAdded} />}
        </Dialog>
      </Section>
      {data && data.length > 0 && (
        <>
          <Section title="What a model is shown">
            <ShownForm />
          </Section>
          <Section title="What it may cost">
            <SpendingForm />
          </Section>
          <Section title="Describe past events">
            <PastEvents cameras={cameras} />
          </Section>
          <Section title="What it cost">
            <CostTable />
          </Section>
        </>
      )}
      <Section title="How right descriptions are">
        <Accuracy cameras={cameras} />
      </Section>
    </div>
  );
}
