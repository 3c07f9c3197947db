import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { CONTROL, Field } from "@/components/ui/field";
import { classes } from "@/lib/text/classes";

interface ComboboxProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  /** The choices that match what was typed, best first. */
  search: (text: string) => readonly string[];
}

/** A long list of which one is chosen by typing a part of it (the ARIA combobox pattern with a list). */
export function Combobox({ label, hint, error, value, onChange, search }: ComboboxProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const isOpen = typed !== null;
  const found = isOpen ? search(typed === value ? "" : typed) : [];

  const choose = (choice: string | undefined) => {
    if (choice !== undefined) onChange(choice);
    setTyped(null);
  };
  const move = (to: number) => {
    const next = Math.min(Math.max(to, 0), found.length - 1);
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    if (isOpen) return;
    setTyped(value);
    setActive(Math.max(0, search("").indexOf(value)));
  };
  const onKeyDown = (press: KeyboardEvent) => {
    const moves: Record<string, () => void> = {
      ArrowDown: () => (isOpen ? move(active + 1) : open()),
      ArrowUp: () => (isOpen ? move(active - 1) : open()),
      Enter: () => choose(found[active]),
      Escape: () => setTyped(null),
    };
    const act = moves[press.key];
    if (!act || (!isOpen && (press.key === "Enter" || press.key === "Escape"))) return;
    press.preventDefault();
    act();
  };

  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <div className="relative">
          <input
            id={id}
            role="combobox"
            autoComplete="off"
            spellCheck={false}
            aria-autocomplete="list"
            aria-expanded={isOpen}
            aria-controls={isOpen ? listId : undefined}
            aria-activedescendant={found[active] === undefined ? undefined : `${listId}-${String(active)}`}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            className={CONTROL}
            value={typed ?? value}
            onChange={({ target }) => {
              setTyped(target.value);
              setActive(0);
            }}
            onClick={open}
            onFocus={({ target }) => target.select()}
            onBlur={() => setTyped(null)}
            onKeyDown={onKeyDown}
          />
          {isOpen && (
            <div
              id={listId}
              ref={list}
              role="listbox"
              aria-label={label}
              className="absolute inset-x-0 top-full z-30 mt-1 max-h-72 overflow-y-auto rounded-card border border-line-strong bg-surface p-1 shadow-lg"
            >
              {found.map((choice, index) => (
                <Option
                  key={choice}
                  id={`${listId}-${String(index)}`}
                  active={index === active}
                  selected={choice === value}
                  onChoose={() => choose(choice)}
                >
                  {choice}
                </Option>
              ))}
            </div>
          )}
          {isOpen && found.length === 0 && (
            <p role="status" className="absolute inset-x-0 top-full z-30 mt-1 rounded-card border border-line-strong bg-surface p-3 text-quiet shadow-lg">
              Nothing matches “{typed}”.
            </p>
          )}
        </div>
      )}
    </Field>
  );
}

interface OptionProps {
  id: string;
  active: boolean;
  selected: boolean;
  onChoose: () => void;
  children: string;
}

/** Keys stay with the input: an option is only clicked. */
function Option({ id, active, selected, onChoose, children }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={classes(
        "flex min-h-touch cursor-pointer items-center rounded-card px-3 hover:bg-sunken",
        active && "bg-accent-soft",
        selected && "font-semibold",
      )}
      onMouseDown={(press) => {
        // Keeps the focus in the input, whose blur would close the list before the click.
        press.preventDefault();
        onChoose();
      }}
    >
      {children}
    </div>
  );
}
