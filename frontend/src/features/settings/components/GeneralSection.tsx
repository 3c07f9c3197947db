import { useState, type ReactNode } from "react";
import { Section } from "@/components/ui/page";
import { Select } from "@/components/ui/select";
import { problemOf } from "@/lib/api/problem";
import type { Settings } from "@/lib/api/types";
import { useNow } from "@/lib/time/now";
import { useChangeSettings } from "@/features/settings/api/settings";
import { clockIn, searchTimeZones } from "@/features/settings/timeZones";
import { Combobox } from "./Combobox";
import { SaveBar } from "./SaveBar";
import { SettingsGate } from "./SettingsGate";

const LANGUAGES = [
  { value: "en", label: "English" },
  { value: "de", label: "Deutsch" },
] as const;

/** Language and time zone. `children`: more that belongs here, such as the theme. */
export function GeneralSection({ children }: { children?: ReactNode }) {
  return (
    <Section title="General">
      <SettingsGate>{(settings) => <GeneralForm settings={settings} />}</SettingsGate>
      {children}
    </Section>
  );
}

function GeneralForm({ settings }: { settings: Settings }) {
  const [changed, setChanged] = useState<Partial<Pick<Settings, "language" | "time_zone">>>({});
  const change = useChangeSettings();
  const now = useNow();
  const language = changed.language ?? settings.language;
  const timeZone = changed.time_zone ?? settings.time_zone;
  const clock = clockIn(timeZone, now);
  const problem = problemOf(change.error);
  const edit = (edited: typeof changed) => {
    setChanged({ ...changed, ...edited });
    change.reset();
  };
  const dirty = language !== settings.language || timeZone !== settings.time_zone;
  return (
    <form
      noValidate
      aria-label="General"
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (!change.isPending) {
          change.mutate({ language, time_zone: timeZone }, { onSuccess: () => setChanged({}) });
        }
      }}
    >
      <Select
        label="Language of sentences"
        hint="For what ArgusAI says of events and parcels, of rules, and of why you were not told, and for answers of vision models. Events keep the language in which they were described. Buttons, headings and news of ArgusAI itself are English. Default: English."
        value={language}
        onChange={(next) => edit({ language: next })}
        options={LANGUAGES}
        error={problem?.fieldError("language")}
      />
      <Combobox
        label="Time zone"
        hint={
          <>
            Where the cameras stand: it decides what is day and night in descriptions, and which day an event belongs to.
            Default: that of the machine.{clock !== null && ` It is ${clock} there now.`}
          </>
        }
        value={timeZone}
        onChange={(zone) => edit({ time_zone: zone })}
        search={searchTimeZones}
        error={problem?.fieldError("time_zone")}
      />
      <SaveBar
        dirty={dirty}
        pending={change.isPending}
        saved={change.isSuccess}
        error={problem?.isToldBy(["language", "time_zone"]) ? null : problem}
      />
    </form>
  );
}
