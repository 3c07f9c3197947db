import { Check, ChevronDown } from "lucide-react";
import { DropdownMenu as Menu } from "radix-ui";
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
    <Menu.Root modal={false}>
      <Menu.Trigger className={classes(CHIP, chosen.length > 0 ? CHIP_ON : CHIP_OFF)}>
        <span className="truncate">{chipText()}</span>
        <ChevronDown aria-hidden="true" size={16} className="shrink-0" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content
          align="start"
          sideOffset={4}
          className="z-40 max-h-[60dvh] max-w-[calc(100vw-2rem)] min-w-56 overflow-y-auto rounded-card border border-line-strong bg-surface p-1 shadow-lg"
        >
          {options.length === 0 && <Menu.Label className="px-3 py-2 text-small text-quiet">Nothing to choose yet.</Menu.Label>}
          {options.map(({ value, label }) => (
            <Menu.CheckboxItem
              key={value}
              checked={chosen.includes(value)}
              onCheckedChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((each) => each !== value))}
              onSelect={(select) => select.preventDefault()}
              className="flex min-h-touch cursor-pointer items-center gap-3 rounded-card px-3 outline-none data-[highlighted]:bg-accent-soft"
            >
              <span className="min-w-0 flex-1 break-words">{label}</span>
              <Menu.ItemIndicator>
                <Check aria-hidden="true" size={18} />
              </Menu.ItemIndicator>
            </Menu.CheckboxItem>
          ))}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
