import { Switch as Radix } from "radix-ui";
import { useId, type ReactNode } from "react";

interface SwitchProps {
  label: string;
  /** Whose it is, where several stand under one label: said to screen readers. */
  of?: string;
  hint?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
}

export function Switch({ label, of, hint, ...rest }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex min-h-touch items-center justify-between gap-4">
      <div className="min-w-0 wrap-anywhere">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-small text-quiet">
            {hint}
          </p>
        )}
      </div>
      <Radix.Root
        {...rest}
        id={id}
        aria-label={of && `${label}: ${of}`}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="group flex h-touch w-14 shrink-0 items-center disabled:opacity-60"
      >
        <span className="flex h-7 w-12 items-center rounded-full border border-line-strong bg-sunken px-0.5 transition-colors group-data-[state=checked]:border-accent group-data-[state=checked]:bg-accent">
          <Radix.Thumb className="block size-5 rounded-full bg-line-strong transition-transform data-[state=checked]:translate-x-5 data-[state=checked]:bg-on-accent" />
        </span>
      </Radix.Root>
    </div>
  );
}
