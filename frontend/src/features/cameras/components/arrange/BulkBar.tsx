import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useChangeCameras } from "@/features/cameras/api/arrange";
import type { Camera, Schemas } from "@/lib/api/types";
import { dayOf, instantOf, readDay, readTime, timeOf } from "@/lib/time/days";
import { useTimeZone } from "@/lib/time/zone";

const HOUR_SECONDS = 3_600;
const FOUR_HOURS_MS = 4 * 3_600_000;
const DONE = { pause: "paused", resume: "resumed", enable: "switched on", disable: "switched off" } as const;

/** The same change for all of them, in one go. */
export function BulkBar({ cameras }: { cameras: readonly Camera[] }) {
  const timeZone = useTimeZone();
  const change = useChangeCameras();
  const [proposed] = useState(() => Date.now() + FOUR_HOURS_MS);
  const [day, setDay] = useState(dayOf(proposed, timeZone));
  const [time, setTime] = useState(timeOf(proposed, timeZone));
  const whole = readDay(day) !== undefined && readTime(time) !== undefined;
  const none = cameras.length === 0;
  const run = (kind: Schemas["BulkIn"]["change"], pause?: Schemas["PauseIn"]) => {
    if (!none) change.mutate({ change: kind, camera_ids: cameras.map(({ id }) => id), ...(pause ? { pause } : {}) });
  };
  const failed = change.data?.items.filter(({ camera }) => camera === null) ?? [];
  return (
    <div className="flex flex-col gap-3">
      <p className="break-words text-quiet">{none ? "No camera is ticked." : cameras.map(({ name }) => name).join(", ")}</p>
      <div className="flex flex-wrap gap-2">
        <Button disabled={none} onClick={() => run("pause", { seconds: HOUR_SECONDS })}>
          Pause for 1 hour
        </Button>
        <Button disabled={none} onClick={() => run("pause", {})}>
          Pause until resumed
        </Button>
        <Button disabled={none} onClick={() => run("resume")}>
          Resume
        </Button>
        <Button disabled={none} onClick={() => run("enable")}>
          Switch on
        </Button>
        <Button disabled={none} onClick={() => run("disable")}>
          Switch off
        </Button>
      </div>
      <div className="flex flex-wrap items-end gap-2">
        <TextField type="date" label="Pause until this day" value={day} onChange={({ target }) => setDay(target.value)} />
        <TextField type="time" label="At" value={time} onChange={({ target }) => setTime(target.value)} />
        <Button disabled={none || !whole} onClick={() => run("pause", { until: instantOf(day, time, timeZone).toISOString() })}>
          Pause until then
        </Button>
      </div>
      {change.error && <ProblemPanel error={change.error} summary="Nothing was changed." />}
      <p role="status" className="text-small text-quiet">
        {change.data && change.variables && saidOf(change.data.items.length - failed.length, DONE[change.variables.change])}
        {failed.length > 0 && ` ${String(failed.length)} not: ${failed[0]?.detail ?? ""}`}
      </p>
    </div>
  );
}

function saidOf(count: number, done: string): string {
  return `${String(count)} ${count === 1 ? "camera is" : "cameras are"} ${done}.`;
}
