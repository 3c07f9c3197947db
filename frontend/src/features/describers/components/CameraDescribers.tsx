import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { useCameraDescribing, useChangeCameraDescribing, useDescribers, type CameraDescribing, type Describer } from "@/features/describers/api/describers";
import { MOST_CHARACTERS } from "@/features/describers/prompts";
import { readDollars, unaskedInWords, writtenDollars } from "@/features/describers/words";
import { problemOf } from "@/lib/api/problem";
import { moved } from "@/lib/order";
import { PromptDesk } from "./PromptDesk";
import { PromptHistory } from "./PromptHistory";

const USES: readonly { value: CameraDescribing["use"]; label: string }[] = [
  { value: "house", label: "As in Settings → AI" },
  { value: "own", label: "In an order of its own" },
  { value: "built-in", label: "By the built-in describer alone" },
];

/** By whom the events of one camera are described, what is told of it, and what that may cost. */
export function CameraDescribers({ cameraId }: { cameraId: string }) {
  const { data: describers, error: unlisted } = useDescribers();
  const { data: chosen, error, refetch } = useCameraDescribing(cameraId);
  if (problemOf(unlisted ?? error)?.type === "administrators-only") {
    return <p className="text-quiet">Only an administrator chooses who describes events.</p>;
  }
  if (!chosen || !describers) {
    return error ? <ProblemPanel error={error} summary="This could not be loaded." onRetry={() => void refetch()} /> : <Skeleton className="h-16 w-full" />;
  }
  if (describers.length === 0) {
    return (
      <p className="text-quiet">
        The built-in describer. Vision models are added in{" "}
        <Link to="/settings/$part" params={{ part: "ai" }} className="text-accent underline underline-offset-2">
          Settings → AI
        </Link>
        .
      </p>
    );
  }
  return <Fields cameraId={cameraId} describers={describers} chosen={chosen} />;
}

function Fields({ cameraId, describers, chosen }: { cameraId: string; describers: readonly Describer[]; chosen: CameraDescribing }) {
  const [use, setUse] = useState(chosen.use);
  const [order, setOrder] = useState<readonly string[]>(() => chosen.order.filter((id) => describers.some((each) => each.id === id)));
  const [context, setContext] = useState(chosen.context);
  const [cap, setCap] = useState(writtenDollars(chosen.day_cap));
  const [none, setNone] = useState(false);
  const change = useChangeCameraDescribing(cameraId);
  const day_cap = readDollars(cap);
  const unasked = unaskedInWords(chosen, describers);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        setNone(use === "own" && order.length === 0);
        if (day_cap === undefined || (use === "own" && order.length === 0)) return;
        change.mutate({ use, order: [...order], context: context.trim(), day_cap });
      }}
    >
      {unasked && <p className="text-small font-medium text-notable">{unasked}</p>}
      <Select label="Its events are described" value={use} onChange={setUse} options={USES} />
      {use === "own" && <OwnOrder describers={describers} order={order} onChange={setOrder} />}
      {none && <p role="alert" className="text-small font-medium text-urgent">Choose at least one describer, or the built-in one alone.</p>}
      {use !== "built-in" && (
        <>
          <TextArea label="About this camera" hint="What a stranger does not know, such as “the bench is for parcels”. It is sent along." value={context} maxLength={MOST_CHARACTERS} onChange={({ target }) => setContext(target.value)} />
          <PromptDesk cameraId={cameraId} text={context} onChange={setContext} />
          <PromptHistory cameraId={cameraId} onRestored={setContext} />
          <TextField
            label="Most dollars on a day"
            hint="Empty: the limit for each camera in Settings → AI."
            inputMode="decimal"
            value={cap}
            error={day_cap === undefined ? "Write dollars, such as 0.50, or leave it empty." : undefined}
            onChange={({ target }) => setCap(target.value)}
          />
        </>
      )}
      {change.error && <ProblemPanel error={change.error} summary="Your change is not saved." />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" pending={change.isPending} aria-label="Save who describes its events">
          Save
        </Button>
        <span role="status" className="text-small text-quiet">
          {change.isSuccess && "Saved."}
        </span>
      </div>
    </form>
  );
}

interface OwnOrderProps {
  describers: readonly Describer[];
  order: readonly string[];
  onChange: (order: readonly string[]) => void;
}

/** Those that are chosen stand first, in their order; the others may be added at its end. */
function OwnOrder({ describers, order, onChange }: OwnOrderProps) {
  const sorted = [...order.flatMap((id) => describers.filter((each) => each.id === id)), ...describers.filter(({ id }) => !order.includes(id))];
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium">Asked in this order</legend>
      <ol className="flex flex-col divide-y divide-line">
        {sorted.map(({ id, name }) => {
          const place = order.indexOf(id);
          return (
            <li key={id} className="flex items-center gap-1">
              <label className="flex min-h-touch min-w-0 flex-1 cursor-pointer items-center gap-3">
                <input
                  type="checkbox"
                  className="size-5 shrink-0 accent-accent"
                  checked={place !== -1}
                  onChange={({ target }) => onChange(target.checked ? [...order, id] : order.filter((each) => each !== id))}
                />
                <span className="min-w-0 wrap-anywhere">{name}</span>
              </label>
              {place !== -1 && (
                <>
                  <IconButton label={`Ask ${name} earlier`} aria-disabled={place === 0 || undefined} onClick={() => onChange(moved(order, id, place - 1))}>
                    <ArrowUp aria-hidden="true" size={18} />
                  </IconButton>
                  <IconButton label={`Ask ${name} later`} aria-disabled={place === order.length - 1 || undefined} onClick={() => onChange(moved(order, id, place + 1))}>
                    <ArrowDown aria-hidden="true" size={18} />
                  </IconButton>
                </>
              )}
            </li>
          );
        })}
      </ol>
    </fieldset>
  );
}
