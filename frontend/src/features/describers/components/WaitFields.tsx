import { TextField } from "@/components/ui/field";
import { WAITS, type Waits } from "@/features/describers/waits";

interface WaitFieldsProps {
  waits: Waits;
  error: (field: keyof Waits) => string | undefined;
  onChange: (waits: Waits) => void;
  /** One of them is wrong, so it is seen. */
  open: boolean;
}

/** How long an answer may take, and how many are asked for at once and in a minute. */
export function WaitFields({ waits, error, onChange, open }: WaitFieldsProps) {
  return (
    <details {...(open && { open })}>
      <summary className="flex min-h-touch cursor-pointer items-center text-small font-medium text-accent">How long it may take, and how often it is asked</summary>
      <div className="flex flex-col gap-3 pb-2">
        {WAITS.map(({ field, label, hint }) => (
          <TextField
            key={field}
            label={label}
            hint={hint}
            inputMode="numeric"
            value={waits[field]}
            error={error(field)}
            onChange={({ target }) => onChange({ ...waits, [field]: target.value })}
          />
        ))}
        <p className="text-small text-quiet">After so many seconds the next describer is asked. A model in the house may need minutes.</p>
      </div>
    </details>
  );
}
