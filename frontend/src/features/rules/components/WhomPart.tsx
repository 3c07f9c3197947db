import { Section } from "@/components/ui/page";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Checks } from "./Checks";
import { named, type PartProps } from "./parts";

const WHOM = [
  { value: "everybody", label: "Everybody" },
  { value: "some", label: "Only some" },
] as const;

const PAUSES = [
  { value: "0", label: "As each person chose (default)" },
  { value: "300", label: "5 minutes" },
  { value: "900", label: "15 minutes" },
  { value: "3600", label: "1 hour" },
  { value: "14400", label: "4 hours" },
  { value: "86400", label: "A day" },
];
const own = (seconds: number) => ({ value: String(seconds), label: `${String(seconds)} seconds` });

/** Whom it tells, and how. */
export function WhomPart({ draft, choices, edit }: PartProps) {
  const gone = draft.channels.filter((id) => !choices.channels.some((channel) => channel.id === id));
  return (
    <Section title="Tell whom">
      <Select label="People" value={draft.people === null ? "everybody" : "some"} onChange={(whom) => edit({ people: whom === "everybody" ? null : [] })} options={WHOM} />
      {draft.people !== null && (
        <Checks
          legend="Which ones"
          options={named(choices.people, draft.people, "Somebody who is gone")}
          chosen={draft.people}
          onChange={(people) => edit({ people })}
          error={draft.people.length === 0 ? "Choose at least one person." : undefined}
        />
      )}
      {(choices.channels.length > 0 || gone.length > 0) && (
        <Checks
          legend="By"
          hint="None: as each person chose."
          options={named(choices.channels, draft.channels, "A channel that is gone")}
          chosen={draft.channels}
          onChange={(channels) => edit({ channels })}
          error={gone.length > 0 ? "What is gone tells nobody. Take it out." : undefined}
        />
      )}
      <Select
        label="Then be silent for"
        hint="About the same kind of thing at the same camera. A person’s own pause counts where it is longer."
        value={String(draft.cooldownSeconds)}
        onChange={(seconds) => edit({ cooldownSeconds: Number(seconds) })}
        options={PAUSES.some(({ value }) => value === String(draft.cooldownSeconds)) ? PAUSES : [...PAUSES, own(draft.cooldownSeconds)]}
      />
      <Switch label="Urgent" hint="Also in quiet hours." checked={draft.urgent} onCheckedChange={(urgent) => edit({ urgent })} />
      <Switch
        label="Also when a mode keeps rules silent"
        hint="As Disarmed does."
        checked={draft.evenDisarmed}
        onCheckedChange={(evenDisarmed) => edit({ evenDisarmed })}
      />
    </Section>
  );
}
