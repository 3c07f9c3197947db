import { CalendarDays } from "lucide-react";
import { Popover } from "radix-ui";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { classes } from "@/lib/text/classes";
import { readDay } from "@/lib/time/days";
import { CHIP, CHIP_OFF, CHIP_ON } from "@/components/ui/filter-menu";
import { pageLocale } from "@/lib/time/locale";

interface Days {
  from?: string | undefined;
  to?: string | undefined;
}

/** A chip that opens two days; both belong to what is shown. */
export function DateFilter({ from, to, onChange }: Days & { onChange: (days: Days) => void }) {
  return (
    <Popover.Root>
      <Popover.Trigger className={classes(CHIP, from || to ? CHIP_ON : CHIP_OFF)}>
        <CalendarDays aria-hidden="true" size={16} className="shrink-0" />
        {chipText(from, to)}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={16}
          aria-label="Days"
          className="z-40 flex w-64 flex-col gap-3 rounded-card border border-line-strong bg-surface p-4 shadow-lg"
        >
          <TextField
            type="date"
            label="From"
            value={from ?? ""}
            max={to}
            onChange={({ target }) => {
              const day = readDay(target.value);
              onChange({ from: day, to: day && to && to < day ? day : to });
            }}
          />
          <TextField
            type="date"
            label="To"
            value={to ?? ""}
            min={from}
            onChange={({ target }) => {
              const day = readDay(target.value);
              onChange({ from: day && from && from > day ? day : from, to: day });
            }}
          />
          <Button onClick={() => onChange({ from: undefined, to: undefined })}>Any day</Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function chipText(from: string | undefined, to: string | undefined): string {
  if (from && to) return from === to ? dayWords(from) : `${dayWords(from)} – ${dayWords(to)}`;
  if (from) return `From ${dayWords(from)}`;
  return to ? `Until ${dayWords(to)}` : "Any day";
}

function dayWords(day: string): string {
  return new Intl.DateTimeFormat(pageLocale(), { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
