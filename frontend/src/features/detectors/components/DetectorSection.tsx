import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useDetectors } from "@/features/detectors/api/detectors";
import { AddDetectorForm } from "./AddDetectorForm";
import { DetectorList } from "./DetectorList";

interface DetectorSectionProps {
  /** To try a model on. */
  cameras: readonly { id: string; name: string }[];
}

/** What recognises people, vehicles and animals: ours, or one that the owner brings. */
export function DetectorSection({ cameras }: DetectorSectionProps) {
  const { data, error, refetch } = useDetectors();
  const [adding, setAdding] = useState(false);
  return (
    <Section title="Detection">
      <p className="text-quiet">
        What recognises people, vehicles and animals. The built-in model suits small machines; with a stronger one you can bring
        a better model as an ONNX file.
      </p>
      {data && <DetectorList detectors={data} />}
      {!data && error && <ProblemPanel error={error} summary="The detectors could not be loaded." onRetry={() => void refetch()} />}
      {!data && !error && (
        <Loading label="Loading the detectors">
          <Skeleton className="h-24 w-full" />
        </Loading>
      )}
      <div>
        <Button onClick={() => setAdding(true)}>Bring a model…</Button>
      </div>
      <Dialog
        open={adding}
        onOpenChange={setAdding}
        title="Bring a model"
        description="An ONNX file, and a small description of what goes in and what comes out. It is tried before it is kept."
      >
        {adding && <AddDetectorForm cameras={cameras} onDone={() => setAdding(false)} />}
      </Dialog>
    </Section>
  );
}
