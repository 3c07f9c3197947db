import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { usePauseCamera } from "@/features/cameras/api/pauseCamera";
import { problemOf } from "@/lib/api/problem";
import type { Camera } from "@/lib/api/types";
import { dayOf, instantOf, readDay, readTime, timeOf } from "@/lib/time/days";
import { useTimeZone } from "@/lib/time/zone";

const FOUR_HOURS_MS = 4 * 3_600_000;
const QUARTER_MS = 900_000;

/** A pause to a moment, or without an end. */
export function PauseDialog({ camera, onClose }: { camera: Camera; onClose: () => void }) {
  const timeZone = useTimeZone();
  const pause = usePauseCamera(camera.id);
  const [proposed] = useState(() => Math.ceil((Date.now() + FOUR_HOURS_MS) / QUARTER_MS) * QUARTER_MS);
  const [day, setDay] = useState(dayOf(proposed, timeZone));
  const [time, setTime] = useState(timeOf(proposed, timeZone));
  const whole = readDay(day) !== undefined && readTime(time) !== undefined;
  const problem = problemOf(pause.error);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Pause ${camera.name}`}
      description="The picture stays live, and no event is opened until the end of the pause."
    >
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(submit) => {
          submit.preventDefault();
          if (whole) pause.mutate({ until: instantOf(day, time, timeZone).toISOString() }, { onSuccess: onClose });
        }}
      >
        <div className="grid gap-3 min-[26rem]:grid-cols-2">
          <TextField type="date" label="Until this day" value={day} required onChange={({ target }) => setDay(target.value)} />
          <TextField
            type="time"
            label="At"
            value={time}
            required
            error={problem?.fieldError("until")}
            onChange={({ target }) => setTime(target.value)}
          />
        </div>
        {problem && !problem.isToldBy(["until"]) && <ProblemPanel error={problem} summary="It is not paused." takeFocus />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" pending={pause.isPending} disabled={!whole}>
            Pause until then
          </Button>
          <Button pending={pause.isPending} onClick={() => pause.mutate({}, { onSuccess: onClose })}>
            Pause until I resume it
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
