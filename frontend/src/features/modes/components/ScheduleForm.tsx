import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { useSetModeSchedule, type Mode, type ModeEntry } from "@/features/modes/api/modes";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const NAMES: Record<(typeof DAYS)[number], string> = { mon: "Mon", tue: "Tue", wed: "Wed", thu: "Thu", fri: "Fri", sat: "Sat", sun: "Sun" };

/** When the mode changes by itself. */
export function ScheduleForm({ stored, modes }: { stored: readonly ModeEntry[]; modes: readonly Mode[] }) {
  const [changed, setChanged] = useState<ModeEntry[] | null>(null);
  const save = useSetModeSchedule();
  const entries = changed ?? stored;
  const put = (number: number, entry: ModeEntry | null) =>
    setChanged(entries.flatMap((each, place) => (place !== number ? [each] : entry === null ? [] : [entry])));
  const whole = entries.every(({ days, at }) => days.length > 0 && at !== "");
  return (
    <Section title="By the clock">
      <p className="text-quiet">At these times the mode changes by itself. Whoever changes it by hand has the last word until the next time.</p>
      {entries.map((entry, number) => (
        <fieldset key={number} className="flex flex-col gap-2 rounded-card border border-line p-3">
          <legend className="px-1 font-medium">Time {number + 1}</legend>
          <div className="flex flex-wrap items-end gap-3">
            <TextField label="At" type="time" value={entry.at} onChange={({ target }) => put(number, { ...entry, at: target.value })} />
            <Select
              label="Change to"
              value={entry.mode}
              onChange={(mode) => put(number, { ...entry, mode })}
              options={modes.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <IconButton label={`Remove time ${String(number + 1)}`} onClick={() => put(number, null)}>
              <Trash2 aria-hidden="true" size={18} />
            </IconButton>
          </div>
          <div className="flex flex-wrap gap-x-4">
            {DAYS.map((day) => (
              <label key={day} className="flex min-h-touch items-center gap-2">
                <input
                  type="checkbox"
                  className="size-5 accent-accent"
                  checked={entry.days.includes(day)}
                  onChange={({ target }) => put(number, { ...entry, days: DAYS.filter((each) => (each === day ? target.checked : entry.days.includes(each))) })}
                />
                {NAMES[day]}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      {!whole && <p className="text-small font-medium text-urgent">Each time needs a clock time and at least one day.</p>}
      {save.error && <ProblemPanel error={save.error} summary="The times were not saved." />}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setChanged([...entries, { days: [...DAYS], at: "22:00", mode: modes[0]?.id ?? "home" }])}>
          <Plus aria-hidden="true" size={18} />
          Add a time
        </Button>
        {changed !== null && (
          <Button look="primary" pending={save.isPending} onClick={() => whole && save.mutate(changed, { onSuccess: () => setChanged(null) })}>
            Save the times
          </Button>
        )}
      </div>
      <p role="status" className="text-small text-quiet">
        {save.isSuccess && changed === null && "Saved."}
      </p>
    </Section>
  );
}
