import { TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/page";
import { Select } from "@/components/ui/select";
import { DAYS, type Day } from "@/features/rules/draft";
import { Checks } from "./Checks";
import { named, type PartProps } from "./parts";

const NAMES: Record<Day, string> = { mon: "Monday", tue: "Tuesday", wed: "Wednesday", thu: "Thursday", fri: "Friday", sat: "Saturday", sun: "Sunday" };
const SUN = [
  { value: "", label: "Does not matter" },
  { value: "dark", label: "Dark: from sunset to sunrise" },
  { value: "light", label: "Light: from sunrise to sunset" },
] as const;

/** When it began, and in which mode. */
export function WhenPart({ draft, choices, edit }: PartProps) {
  return (
    <Section title="When">
      <Checks
        legend="Days"
        options={DAYS.map((day) => ({ value: day, label: NAMES[day] }))}
        chosen={draft.days}
        onChange={(days) => edit({ days })}
        error={draft.days.length === 0 ? "Choose at least one day." : undefined}
      />
      <div className="grid gap-3 sm:grid-cols-3">
        <TextField label="From" type="time" value={draft.begins} onChange={({ target }) => edit({ begins: target.value })} />
        <TextField label="To" type="time" value={draft.ends} onChange={({ target }) => edit({ ends: target.value })} />
        <Select label="Outside it is" value={draft.sun} onChange={(sun) => edit({ sun })} options={SUN} />
      </div>
      <p className="text-small text-quiet">An end before the beginning is on the next day. No times: the whole day.</p>
      {draft.sun !== "" && !choices.placed && (
        <p className="text-small font-medium text-notable">
          Nobody has said where the house stands, so it is neither dark nor light. Say it under Settings, General.
        </p>
      )}
      <Checks legend="Mode" hint="None: in any mode." options={named(choices.modes, draft.modes, "A mode that is gone")} chosen={draft.modes} onChange={(modes) => edit({ modes })} />
    </Section>
  );
}
