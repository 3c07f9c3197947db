import { ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import { classes } from "@/lib/text/classes";

interface FilterMenuProps {
  /** What is chosen from: "Camera". */
  name: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  /** The word for a chosen one that is not among the options, as it may stand in an address. */
  wordOf: (value: string) => string;
  onChange: (chosen: string[]) => void;
}

export const CHIP =
  "inline-flex min-h-touch max-w-full items-center gap-2 rounded-full border px-4 text-small font-medium text-ink";
export const CHIP_OFF = "border-line-strong bg-surface hover:bg-sunken";
export const CHIP_ON = "border-accent bg-accent-soft";

/** A chip that opens a list of which several can be chosen. */
export function FilterMenu({ name, options, chosen, wordOf, onChange }: FilterMenuProps) {
  const chipText = () => {
    const [only] = chosen;
    if (only === undefined) return name;
    if (chosen.length > 1) return `${name}: ${String(chosen.length)} chosen`;
    return `${name}: ${options.find(({ value }) => value === only)?.label ?? wordOf(only)}`;
  };
  return (
    <Popover.Root>
      <Popover.Trigger className={classes(CHIP, chosen.length > 0 ? CHIP_ON : CHIP_OFF)}>
        <span className="truncate">{chipText()}</span>
        <ChevronDown aria-hidden="true" size={16} className="shrink-0" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={16}
          aria-label={name}
          className="z-40 max-h-[60dvh] min-w-56 overflow-y-auto rounded-card border border-line-strong bg-surface p-1 shadow-lg"
        >
          {options.length === 0 && <p className="px-3 py-2 text-small text-quiet">Nothing to choose yet.</p>}
          {options.map(({ value, label }) => (
            <label key={value} className="flex min-h-touch cursor-pointer items-center gap-3 rounded-card px-3 hover:bg-sunken">
              <input
                type="checkbox"
                className="size-5 shrink-0 accent-accent"
                checked={chosen.includes(value)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
                }
              />
              <span className="min-w-0 break-words">{label}</span>
            </label>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
