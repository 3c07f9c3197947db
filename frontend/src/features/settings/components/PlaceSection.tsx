import { useState } from "react";
import { TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/page";
import { problemOf } from "@/lib/api/problem";
import type { Settings } from "@/lib/api/types";
import { useChangeSettings } from "@/features/settings/api/settings";
import { readDegrees } from "@/features/settings/degrees";
import { SaveBar } from "./SaveBar";
import { SettingsGate } from "./SettingsGate";

/** Where the house stands: it decides when it is dark. */
export function PlaceSection() {
  return (
    <Section title="Where the house stands">
      <SettingsGate>{(settings) => <PlaceForm settings={settings} />}</SettingsGate>
    </Section>
  );
}

function PlaceForm({ settings }: { settings: Settings }) {
  const [changed, setChanged] = useState<{ latitude?: string; longitude?: string }>({});
  const change = useChangeSettings();
  const latitude = changed.latitude ?? settings.latitude?.toString() ?? "";
  const longitude = changed.longitude ?? settings.longitude?.toString() ?? "";
  const problem = problemOf(change.error);
  const edit = (edited: typeof changed) => {
    setChanged({ ...changed, ...edited });
    change.reset();
  };
  const half = (latitude === "") !== (longitude === "") ? "Give both, or neither." : undefined;
  const wrong = (text: string) => (Number.isNaN(readDegrees(text)) ? "Write degrees, such as 52.52 or 52,52." : half);
  return (
    <form
      noValidate
      aria-label="Where the house stands"
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (wrong(latitude) || wrong(longitude) || change.isPending) return;
        change.mutate({ latitude: readDegrees(latitude), longitude: readDegrees(longitude) }, { onSuccess: () => setChanged({}) });
      }}
    >
      <p className="text-quiet">For rules that ask whether it is dark outside. It never leaves this machine. Default: not said.</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label="Latitude"
          hint="North is positive."
          inputMode="decimal"
          value={latitude}
          error={wrong(latitude) ?? problem?.fieldError("latitude")}
          onChange={({ target }) => edit({ latitude: target.value.trim() })}
        />
        <TextField
          label="Longitude"
          hint="East is positive."
          inputMode="decimal"
          value={longitude}
          error={wrong(longitude) ?? problem?.fieldError("longitude")}
          onChange={({ target }) => edit({ longitude: target.value.trim() })}
        />
      </div>
      <SaveBar
        dirty={Object.keys(changed).length > 0}
        pending={change.isPending}
        saved={change.isSuccess}
        error={problem?.isToldBy(["latitude", "longitude"]) ? null : problem}
      />
    </form>
  );
}
