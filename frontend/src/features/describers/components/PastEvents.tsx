import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { useEstimate, useStartBatch, type BatchChoice } from "@/features/describers/api/batches";
import { estimateInWords } from "@/features/describers/batches";
import { dayOf, endOfDay, readDay, startOfDay } from "@/lib/time/days";
import { useTimeZone } from "@/lib/time/zone";
import { BatchList } from "./BatchList";

const ALL = "";
const WEEK_MS = 7 * 86_400_000;

/** Cameras and days are chosen, counted and priced; only then a second button starts it. */
export function PastEvents({ cameras }: { cameras: readonly { id: string; name: string }[] }) {
  const timeZone = useTimeZone();
  const [camera, setCamera] = useState(ALL);
  const [from, setFrom] = useState(() => dayOf(Date.now() - WEEK_MS, timeZone));
  const [to, setTo] = useState(() => dayOf(Date.now(), timeZone));
  const [again, setAgain] = useState(false);
  const estimate = useEstimate();
  const start = useStartBatch();
  const [first, last] = [readDay(from), readDay(to)];
  const wrong = first !== undefined && last !== undefined && last < first ? "Choose a day that is not before the first." : undefined;
  const missing = (day: string | undefined) => (day === undefined ? "Choose a day." : undefined);

  /** What is priced is what is started: every change takes the price back. */
  const change = (set: () => void) => {
    set();
    estimate.reset();
    start.reset();
  };
  const choice: BatchChoice | undefined =
    first === undefined || last === undefined || wrong
      ? undefined
      : {
          camera_ids: camera === ALL ? null : [camera],
          since: startOfDay(first, timeZone).toISOString(),
          until: endOfDay(last, timeZone).toISOString(),
          again,
        };
  const counted = estimate.data;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-quiet">
        Events from before there was a vision model have built-in words. Here those of a camera and some days get better ones: after
        everything that happens now, within the limits, and without telling anybody. It goes on after a restart.
      </p>
      <form
        noValidate
        aria-label="Describe past events"
        className="flex flex-col gap-3"
        onSubmit={(submit) => {
          submit.preventDefault();
          start.reset();
          if (choice && !estimate.isPending) estimate.mutate(choice);
        }}
      >
        <Select
          label="Events of"
          value={camera}
          onChange={(next) => change(() => setCamera(next))}
          options={[{ value: ALL, label: "All cameras" }, ...cameras.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField type="date" label="From" value={from} error={missing(first)} onChange={({ target }) => change(() => setFrom(target.value))} />
          <TextField type="date" label="To" value={to} error={missing(last) ?? wrong} onChange={({ target }) => change(() => setTo(target.value))} />
        </div>
        <Switch label="Also those that a model described" hint="All versions are kept." checked={again} onCheckedChange={(next) => change(() => setAgain(next))} />
        <div>
          <Button type="submit" pending={estimate.isPending}>
            Count and price them
          </Button>
        </div>
      </form>
      <p role="status" className="empty:hidden">
        {start.isSuccess ? "Started." : counted && estimateInWords(counted)}
      </p>
      {estimate.error && <ProblemPanel error={estimate.error} summary="They could not be counted." />}
      {counted && counted.events > 0 && choice && !start.isSuccess && (
        <div>
          <Button look="primary" pending={start.isPending} onClick={() => start.mutate(choice)}>
            {counted.events === 1 ? "Describe 1 event" : `Describe ${String(counted.events)} events`}
          </Button>
        </div>
      )}
      {start.error && <ProblemPanel error={start.error} summary="It was not started." />}
      <BatchList cameras={cameras} />
    </div>
  );
}
