import type { LucideIcon } from "lucide-react";
import { RadioGroup } from "radix-ui";

interface ChoiceProps<Value extends string> {
  legend: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; hint: string; icon: LucideIcon }[];
  /** One below the other, in a narrow place. */
  stacked?: boolean;
}

/** A few alternatives as cards, chosen with arrow keys. */
export function Choice<Value extends string>({ legend, value, onChange, options, stacked = false }: ChoiceProps<Value>) {
  return (
    <RadioGroup.Root
      aria-label={legend}
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onChange(chosen.value);
      }}
      className={stacked ? "grid gap-2" : "grid gap-2 sm:grid-cols-2"}
    >
      {options.map(({ value: each, label, hint, icon: Icon }) => (
        <RadioGroup.Item
          key={each}
          value={each}
          className={
            "flex min-h-touch items-start gap-3 rounded-card border border-line-strong bg-surface p-3 text-left " +
            "hover:bg-sunken data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
          }
        >
          <Icon aria-hidden="true" size={20} className="mt-0.5 shrink-0 text-accent" />
          <span>
            <span className="block font-medium">{label}</span>
            <span className="block text-small text-quiet">{hint}</span>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
