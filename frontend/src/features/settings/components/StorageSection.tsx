import { useState } from "react";
import { TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/page";
import { Switch } from "@/components/ui/switch";
import { problemOf } from "@/lib/api/problem";
import type { Settings, System } from "@/lib/api/types";
import { bytesInWords } from "@/lib/text/bytes";
import { useChangeSettings } from "@/features/settings/api/settings";
import { checkRetention, type RetentionText } from "@/features/settings/retention";
import { SaveBar } from "./SaveBar";
import { SettingsGate } from "./SettingsGate";
import { pageLocale } from "@/lib/time/locale";

const FIRST_LIMIT_GB = "50";

/** How long and how much is kept. `storage`: what is kept now, when known. */
export function StorageSection({ storage }: { storage: System["storage"] | undefined }) {
  return (
    <Section title="Storage">
      {storage && (
        <p className="text-quiet">
          Kept now: {storage.events.toLocaleString(pageLocale())} {storage.events === 1 ? "event" : "events"},{" "}
          {bytesInWords(storage.media_bytes)} of pictures and clips. {bytesInWords(storage.free_bytes)} are free.
        </p>
      )}
      <SettingsGate>{(settings) => <RetentionForm settings={settings} />}</SettingsGate>
    </Section>
  );
}

function textOf({ retention_days, retention_gb }: Settings): RetentionText {
  return {
    days: String(retention_days),
    limited: retention_gb !== null,
    gigabytes: retention_gb === null ? FIRST_LIMIT_GB : String(retention_gb),
  };
}

function RetentionForm({ settings }: { settings: Settings }) {
  const stored = textOf(settings);
  const [edited, setEdited] = useState<RetentionText | null>(null);
  const [tried, setTried] = useState(false);
  const change = useChangeSettings();
  const text = edited ?? stored;
  const { errors, patch } = checkRetention(text);
  const problem = problemOf(change.error);
  const edit = (part: Partial<RetentionText>) => {
    setEdited({ ...text, ...part });
    change.reset();
  };
  const save = () => {
    setTried(true);
    if (patch && !change.isPending) {
      change.mutate(patch, {
        onSuccess: () => {
          setEdited(null);
          setTried(false);
        },
      });
    }
  };
  return (
    <form
      noValidate
      aria-label="Storage"
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        save();
      }}
    >
      <TextField
        label="Keep events for"
        inputMode="numeric"
        value={text.days}
        onChange={({ target }) => edit({ days: target.value })}
        hint="Older events are deleted with their pictures and clips, once a day and at each start. Default: 30 days."
        error={(tried ? errors.retention_days : undefined) ?? problem?.fieldError("retention_days")}
        after={<span>days</span>}
        className="max-w-32"
      />
      <Switch
        label="Limit the space"
        hint="Above the limit the oldest events go first, even within the days above. Default: no limit."
        checked={text.limited}
        onCheckedChange={(limited) => edit({ limited })}
      />
      {text.limited && (
        <TextField
          label="Use at most"
          inputMode="decimal"
          value={text.gigabytes}
          onChange={({ target }) => edit({ gigabytes: target.value })}
          hint="For pictures and clips together."
          error={(tried ? errors.retention_gb : undefined) ?? problem?.fieldError("retention_gb")}
          after={<span>GB</span>}
          className="max-w-32"
        />
      )}
      <SaveBar
        dirty={JSON.stringify(text) !== JSON.stringify(stored)}
        pending={change.isPending}
        saved={change.isSuccess}
        error={problem?.isToldBy(["retention_days", "retention_gb"]) ? null : problem}
      />
    </form>
  );
}
