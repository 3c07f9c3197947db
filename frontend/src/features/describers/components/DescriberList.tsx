import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmByName } from "@/components/ui/confirm-by-name";
import { Dialog } from "@/components/ui/dialog";
import { useDragging } from "@/components/ui/dragging";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import {
  useChangeDescriber,
  useOrderDescribers,
  useRemoveDescriber,
  useResetDescriber,
  useTryDescriber,
  type Describer,
} from "@/features/describers/api/describers";
import { kindInWords, removalMeans, stateInWords } from "@/features/describers/words";
import { moved } from "@/lib/order";
import { classes } from "@/lib/text/classes";
import { DescriberForm } from "./DescriberForm";
import { TrialOutcome } from "./TrialOutcome";

interface DescriberListProps {
  describers: readonly Describer[];
  cameras: readonly { id: string; name: string }[];
}

/** In the order in which they are asked. */
export function DescriberList({ describers, cameras }: DescriberListProps) {
  const order = useOrderDescribers();
  const ids = describers.map(({ id }) => id);
  const [said, setSaid] = useState("");
  const move = (id: string, to: number) => {
    const next = moved(ids, id, to);
    if (next === ids || order.isPending) return;
    order.mutate([...next]);
    setSaid(`${describers.find((each) => each.id === id)?.name ?? ""} is now asked as number ${String(to + 1)} of ${String(ids.length)}.`);
  };
  const dragging = useDragging((id, onto) => move(id, ids.indexOf(onto)));
  return (
    <>
      <ol className="flex flex-col divide-y divide-line">
        {describers.map((describer, place) => (
          <li
            key={describer.id}
            {...dragging.row(describer.id)}
            className={classes("flex flex-col gap-3 py-3", dragging.look(describer.id))}
          >
            <div className="flex items-start justify-between gap-2">
              <div className="min-w-0">
                <h3 className="font-medium break-words">
                  {place + 1}. {describer.name}
                </h3>
                <p className="text-small break-words text-quiet">
                  {kindInWords(describer.kind)} · {describer.model} · {describer.at_home ? "on this network" : "outside the house"}.{" "}
                  {stateInWords(describer)}
                </p>
              </div>
              <div className="flex shrink-0 gap-1">
                <Button aria-label={`Ask ${describer.name} earlier`} aria-disabled={place === 0 || undefined} onClick={() => move(describer.id, place - 1)}>
                  <ArrowUp aria-hidden="true" size={18} />
                </Button>
                <Button
                  aria-label={`Ask ${describer.name} later`}
                  aria-disabled={place === describers.length - 1 || undefined}
                  onClick={() => move(describer.id, place + 1)}
                >
                  <ArrowDown aria-hidden="true" size={18} />
                </Button>
              </div>
            </div>
            <DescriberActions describer={describer} cameras={cameras} />
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
      {order.error && <ProblemPanel error={order.error} summary="The order was not changed." />}
    </>
  );
}

function DescriberActions({ describer, cameras }: { describer: Describer; cameras: DescriberListProps["cameras"] }) {
  const change = useChangeDescriber();
  const remove = useRemoveDescriber();
  const reset = useResetDescriber();
  const trial = useTryDescriber();
  const [editing, setEditing] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [cameraId, setCameraId] = useState(cameras[0]?.id ?? "");
  const error = change.error ?? reset.error;
  return (
    <div className="flex flex-col gap-2">
      <Switch label={`Ask ${describer.name}`} checked={describer.enabled} onCheckedChange={(enabled) => change.mutate({ id: describer.id, enabled })} />
      {cameras.length > 1 && (
        <Select label="Try it with" value={cameraId} onChange={setCameraId} options={cameras.map(({ id, name }) => ({ value: id, label: name }))} />
      )}
      <div className="flex flex-wrap gap-2">
        {cameras.length > 0 && (
          <Button pending={trial.isPending} aria-label={`Try it now: ${describer.name}`} onClick={() => trial.mutate({ id: describer.id, cameraId: cameraId || (cameras[0]?.id ?? "") })}>
            Try it now
          </Button>
        )}
        {(describer.breaker === "open" || describer.breaker === "limited") && (
          <Button pending={reset.isPending} onClick={() => reset.mutate(describer.id)}>
            Ask it again now
          </Button>
        )}
        <Button aria-label={`Change ${describer.name}`} onClick={() => setEditing(true)}>
          Change…
        </Button>
        <Button look="danger" aria-label={`Remove ${describer.name}`} onClick={() => setLeaving(true)}>
          Remove…
        </Button>
      </div>
      <Dialog open={editing} onOpenChange={setEditing} title={`Change ${describer.name}`}>
        {editing && <DescriberForm describer={describer} onDone={() => setEditing(false)} />}
      </Dialog>
      <ConfirmByName
        open={leaving}
        onOpenChange={(open) => {
          if (!open) remove.reset();
          setLeaving(open);
        }}
        title={`Remove ${describer.name}?`}
        consequence={removalMeans(describer)}
        name={describer.name}
        action="Remove"
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(describer.id)}
      />
      <TrialOutcome trial={trial} />
      {error && <ProblemPanel error={error} summary="Your change is not saved." />}
    </div>
  );
}
