import { Trash2 } from "lucide-react";
import { useId } from "react";
import { IconButton } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { toggled, type RangeDraft, type RangeFaults } from "@/features/cameras/hours/draft";
import { DAYS, isAllDay } from "@/features/cameras/hours/words";
import { classes } from "@/lib/text/classes";

interface RangeFieldsProps {
  number: number;
  draft: RangeDraft;
  faults: RangeFaults;
  onChange: (draft: RangeDraft) => void;
  onRemove: () => void;
}

/** One range of the week: its days as toggles, its times, or all day. */
export function RangeFields({ number, draft, faults, onChange, onRemove }: RangeFieldsProps) {
  const faultId = useId();
  const allDay = isAllDay(draft);
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <legend className="sr-only">Hours {number}</legend>
      <div className="flex items-center justify-between gap-2">
        <span aria-hidden="true" className="font-semibold">
          Hours {number}
        </span>
        <IconButton label={`Remove hours ${String(number)}`} onClick={onRemove}>
          <Trash2 aria-hidden="true" size={20} />
        </IconButton>
      </div>
      <div
        role="group"
        aria-label={`Days of hours ${String(number)}`}
        aria-describedby={faults.days ? faultId : undefined}
        className="grid grid-cols-4 gap-2 min-[26rem]:grid-cols-7"
      >
        {DAYS.map(({ day, short, long }) => {
          const pressed = draft.days.includes(day);
          return (
            <button
              key={day}
              type="button"
              aria-pressed={pressed}
              onClick={() => onChange({ ...draft, days: toggled(draft.days, day) })}
              className={classes(
                "min-h-touch rounded-card border text-small font-medium",
                pressed ? "border-accent bg-accent text-on-accent" : "border-line-strong bg-surface text-ink hover:bg-sunken",
              )}
            >
              {short}
              <span className="sr-only">{long.slice(short.length)}</span>
            </button>
          );
        })}
      </div>
      {faults.days && (
        <p id={faultId} className="text-small font-medium text-urgent">
          {faults.days}
        </p>
      )}
      <Switch
        label="All day"
        checked={allDay}
        onCheckedChange={(on) => onChange({ ...draft, ...(on ? { begins: "00:00", ends: "00:00" } : { begins: "22:00", ends: "06:00" }) })}
      />
      {!allDay && (
        <div className="grid grid-cols-2 gap-3">
          <TextField
            type="time"
            label="From"
            required
            value={draft.begins}
            error={faults.begins}
            onChange={({ target }) => onChange({ ...draft, begins: target.value })}
          />
          <TextField
            type="time"
            label="To"
            required
            value={draft.ends}
            error={faults.ends}
            hint={nextDay(draft)}
            onChange={({ target }) => onChange({ ...draft, ends: target.value })}
          />
        </div>
      )}
    </fieldset>
  );
}

function nextDay({ begins, ends }: RangeDraft): string | undefined {
  if (begins === "" || ends === "" || ends > begins) return undefined;
  return begins === ends ? "On the next day: 24 hours" : "On the next day";
}
