import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useBatches, useCancelBatch, type Batch } from "@/features/describers/api/batches";
import { useDescribers } from "@/features/describers/api/describers";
import { progressInWords } from "@/features/describers/batches";
import { nobodyIsOn } from "@/features/describers/words";

const SHOWN = 5;

/** The one that runs with a bar and a way to stop it, and the last ones. */
export function BatchList({ cameras }: { cameras: readonly { id: string; name: string }[] }) {
  const { data, error, refetch } = useBatches();
  const { data: describers } = useDescribers();
  if (error) return <ProblemPanel error={error} summary="What was started before could not be loaded." onRetry={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  return (
    <ul aria-label="Past events that were described" className="flex flex-col divide-y divide-line">
      {data.slice(0, SHOWN).map((batch) => (
        <Item key={batch.id} batch={batch} waits={nobodyIsOn(describers)} of={namesOf(batch, cameras)} />
      ))}
    </ul>
  );
}

function Item({ batch, waits, of }: { batch: Batch; waits: boolean; of: string }) {
  const cancel = useCancelBatch();
  const told = useRef<HTMLParagraphElement>(null);
  const words = progressInWords(batch, waits);
  return (
    <li className="flex flex-col gap-2 py-3">
      <p className="break-words">
        <span className="font-medium">{of}</span> <span className="text-small text-quiet">asked for by {batch.who}, </span>
        <Moment at={batch.asked_at} className="text-small text-quiet" />
      </p>
      {batch.left > 0 && <progress aria-label={`Progress of ${of}`} max={batch.events} value={batch.events - batch.left} className="h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent" />}
      <p ref={told} tabIndex={-1} className="text-small text-quiet outline-none">
        {words}
      </p>
      {batch.left > 0 && (
        <div>
          <Button pending={cancel.isPending} onClick={() => cancel.mutate(batch.id, { onSuccess: () => told.current?.focus() })}>
            Cancel the rest
          </Button>
        </div>
      )}
      {cancel.error && <ProblemPanel error={cancel.error} summary="It was not cancelled." />}
    </li>
  );
}

function namesOf({ camera_ids: ids }: Batch, cameras: readonly { id: string; name: string }[]): string {
  if (ids === null) return "All cameras";
  return ids.map((id) => cameras.find((camera) => camera.id === id)?.name ?? "a camera that is gone").join(", ");
}
