import { TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/page";
import { Select } from "@/components/ui/select";
import { rangeOf } from "@/features/rules/faults";
import type { PartProps } from "./parts";

const TRIGGER = [
  { value: "", label: "Does not matter" },
  { value: "track", label: "The camera saw it by itself" },
  { value: "manual", label: "Somebody asked for a look" },
  { value: "api", label: "A program sent it in" },
  { value: "doorbell", label: "Somebody rang the doorbell" },
] as const;

/** How it went. */
export function HowPart({ draft, faults, edit }: PartProps) {
  const digits = (text: string) => text.replace(/\D/g, "").slice(0, 4);
  return (
    <Section title="How">
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label="Stays for at least"
          hint={rangeOf("stayed")}
          error={faults.stayed}
          inputMode="numeric"
          value={draft.stayed}
          onChange={({ target }) => edit({ stayed: digits(target.value) })}
          after={<span className="text-quiet">seconds</span>}
        />
        <TextField
          label="Recognised with at least"
          hint={rangeOf("score")}
          error={faults.score}
          inputMode="numeric"
          value={draft.score}
          onChange={({ target }) => edit({ score: digits(target.value) })}
          after={<span className="text-quiet">%</span>}
        />
        <TextField
          label="At least so many events of one camera"
          hint={rangeOf("countEvents")}
          error={faults.countEvents}
          inputMode="numeric"
          value={draft.countEvents}
          onChange={({ target }) => edit({ countEvents: digits(target.value) })}
        />
        <TextField
          label="Within"
          hint={rangeOf("countMinutes")}
          error={faults.countMinutes}
          inputMode="numeric"
          value={draft.countMinutes}
          disabled={draft.countEvents === ""}
          onChange={({ target }) => edit({ countMinutes: digits(target.value) })}
          after={<span className="text-quiet">minutes</span>}
        />
      </div>
      <Select label="What opened it" value={draft.trigger} onChange={(trigger) => edit({ trigger })} options={TRIGGER} />
    </Section>
  );
}
