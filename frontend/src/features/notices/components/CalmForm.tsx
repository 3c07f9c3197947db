import { useState } from "react";
import { TextField } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Button } from "@/components/ui/button";
import { useCalm, useChangeCalm, type Calm } from "@/features/notices/api/notices";
import { chooseSound, useSoundChoice } from "@/features/notices/sound";
import { clockOf, minutesOf } from "@/features/notices/words";

const PAUSES = [
  { value: "0", label: "No pause" },
  { value: "60", label: "1 minute (default)" },
  { value: "300", label: "5 minutes" },
  { value: "900", label: "15 minutes" },
  { value: "3600", label: "1 hour" },
] as const;
const SOUNDS = [
  { value: "off", label: "Silent (default)" },
  { value: "chime", label: "A chime" },
  { value: "voice", label: "Read aloud" },
] as const;
const NIGHT = { from: 22 * 60, until: 7 * 60 };

const HOUSE = "";

/** The house's clock, this device's, and the one that was chosen elsewhere. */
function zonesFor({ zone, own_zone, house_zone }: Calm) {
  const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const others = [...new Set([device, ...(own_zone ? [zone] : [])])];
  return [
    { value: HOUSE, label: `The house, ${house_zone} (default)` },
    ...others.map((name) => ({ value: name, label: name === device ? `This device, ${name}` : name })),
  ];
}

/** When this person is not disturbed. */
export function CalmForm() {
  const { data: calm, error, refetch } = useCalm();
  if (calm) return <Form calm={calm} />;
  return error ? <ProblemPanel error={error} summary="Your quiet hours could not be loaded." onRetry={() => void refetch()} /> : null;
}

function Form({ calm }: { calm: Calm }) {
  const change = useChangeCalm();
  const sound = useSoundChoice();
  const has = calm.quiet_from !== calm.quiet_until;
  const [quiet, setQuiet] = useState(has);
  const [from, setFrom] = useState(clockOf(has ? calm.quiet_from : NIGHT.from));
  const [until, setUntil] = useState(clockOf(has ? calm.quiet_until : NIGHT.until));
  const [pause, setPause] = useState(String(calm.pause_seconds));
  const pauses = PAUSES.some(({ value }) => value === pause) ? PAUSES : [...PAUSES, { value: pause, label: `${pause} seconds` }];
  const [zone, setZone] = useState(calm.own_zone ? calm.zone : HOUSE);
  const begin = minutesOf(from);
  const end = minutesOf(until);
  const same = quiet && begin === end;
  const save = () => {
    if (begin === null || end === null || same || change.isPending) return;
    change.mutate({ quiet_from: quiet ? begin : 0, quiet_until: quiet ? end : 0, pause_seconds: Number(pause), zone });
  };
  return (
    <form
      noValidate
      aria-label="Quiet hours"
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        save();
      }}
    >
      <Switch
        label="Quiet hours"
        hint="Only urgent notices are sent to you then."
        checked={quiet}
        onCheckedChange={setQuiet}
      />
      {quiet && (
        <div className="grid grid-cols-2 gap-3 sm:max-w-sm">
          <TextField label="From" type="time" value={from} onChange={({ target }) => setFrom(target.value)} />
          <TextField label="Until" type="time" value={until} error={same ? "Choose another time than the beginning." : undefined} onChange={({ target }) => setUntil(target.value)} />
        </div>
      )}
      <Select
        label="By the clock of"
        hint="For quiet hours, and for “till morning”. It follows summer time."
        value={zone}
        onChange={setZone}
        options={zonesFor(calm)}
      />
      <Select
        label="Pause between notices"
        hint="After a notice, the same rule stays silent about the same kind of thing at the same camera for so long."
        value={pause}
        onChange={setPause}
        options={pauses}
      />
      <Select
        label="Sound in this browser"
        hint="While ArgusAI is open here. It counts at once."
        value={sound}
        onChange={chooseSound}
        options={SOUNDS}
      />
      {change.error && <ProblemPanel error={change.error} summary="Your quiet hours are not saved." />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={change.isPending}>
          Save quiet hours
        </Button>
        <p role="status" className="text-small text-quiet">
          {change.isSuccess && "Saved"}
        </p>
      </div>
    </form>
  );
}
