import { ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import type { RulesEdit } from "@/features/cameras/hooks/useRulesDraft";
import { LIMIT_WORDS, limitFault } from "@/features/cameras/watch/limits";
import { filterOf, hasLimits, noFilter, withFilter, type LabelFilter, type Limit } from "@/features/cameras/watch/rules";
import type { Camera } from "@/lib/api/types";
import { SizePreview } from "./SizePreview";

interface LabelListProps {
  camera: Camera;
  edit: RulesEdit;
  defaults: readonly LabelFilter[];
}

const GROUPS: readonly [string, readonly string[]][] = [
  ["People", ["person"]],
  ["Vehicles", ["car", "truck", "bus", "motorcycle", "bicycle", "train", "boat"]],
  ["Animals", ["cat", "dog", "bird", "horse", "sheep", "cow", "bear"]],
];

/** What is told, label by label, with the limits of each. */
export function LabelList({ camera, edit, defaults }: LabelListProps) {
  const grouped = new Set(GROUPS.flatMap(([, labels]) => labels));
  const others = defaults.map(({ label }) => label).filter((label) => !grouped.has(label));
  const groups: readonly [string, readonly string[]][] = [...GROUPS, ["Other things", others]];
  return groups.map(([title, labels]) => {
    const known = labels.flatMap((label) => defaults.find((each) => each.label === label) ?? []);
    if (known.length === 0) return null;
    return (
      <section key={title} aria-label={title} className="flex flex-col">
        <h3 className="font-semibold">{title}</h3>
        <ul>
          {known.map((standard) => (
            <LabelItem key={standard.label} camera={camera} edit={edit} standard={standard} />
          ))}
        </ul>
      </section>
    );
  });
}

function LabelItem({ camera, edit, standard }: { camera: Camera; edit: RulesEdit; standard: LabelFilter }) {
  const [open, setOpen] = useState(false);
  const filter = filterOf(edit.draft, standard.label);
  const name = standard.label.charAt(0).toUpperCase() + standard.label.slice(1);
  const change = (part: Partial<LabelFilter>, step: string | null) => edit.change(withFilter(edit.draft, { ...filter, ...part }), step);
  return (
    <li className="border-b border-line py-1 last:border-b-0">
      <Switch label={name} hint={told(filter, standard)} checked={filter.told} onCheckedChange={(on) => change({ told: on }, null)} />
      {filter.told && (
        <details className="group" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary
            aria-label={`Limits for ${standard.label}`}
            className="flex min-h-touch cursor-pointer list-none items-center gap-2 text-small font-medium"
          >
            <ChevronRight aria-hidden="true" size={18} className="transition-transform group-open:rotate-90" />
            Limits
          </summary>
          {open && (
            <LimitFields camera={camera} filter={filter} standard={standard} onChange={change}>
              <Button disabled={!hasLimits(filter)} onClick={() => change({ ...noFilter(standard.label) }, null)}>
                Back to the usual limits
              </Button>
            </LimitFields>
          )}
        </details>
      )}
    </li>
  );
}

function told(filter: LabelFilter, standard: LabelFilter): string {
  if (!filter.told) return "Never told";
  const own = LIMIT_WORDS.filter(({ limit }) => filter[limit] !== null && filter[limit] !== standard[limit]);
  if (own.length === 0) return "Usual limits";
  return own.map(({ limit, label, words }) => `${label.toLowerCase()}: ${words(filter[limit] ?? 0)}`).join("; ");
}

interface LimitFieldsProps {
  camera: Camera;
  filter: LabelFilter;
  standard: LabelFilter;
  onChange: (part: Partial<LabelFilter>, step: string) => void;
  children: ReactNode;
}

function LimitFields({ camera, filter, standard, onChange, children }: LimitFieldsProps) {
  const value = (limit: Limit) => filter[limit] ?? standard[limit] ?? 0;
  const fault = limitFault(value);
  return (
    <div className="flex flex-col gap-3 pb-3">
      <SizePreview camera={camera} label={filter.label} value={value} />
      {LIMIT_WORDS.map(({ limit, label, hint, words, min, max, step }) => {
        const id = `${filter.label}-${limit}`;
        return (
          <div key={limit} className="flex flex-col">
            <div className="flex flex-wrap justify-between gap-x-4">
              <label htmlFor={id} className="font-medium">
                {label}
              </label>
              <output htmlFor={id} className="text-small">
                {words(value(limit))}
                {filter[limit] === null && <span className="text-quiet"> (usual)</span>}
              </output>
            </div>
            <input
              id={id}
              type="range"
              min={min}
              max={Math.max(max, value(limit))}
              step={step}
              value={value(limit)}
              aria-valuetext={words(value(limit))}
              aria-describedby={`${id}-hint`}
              onChange={({ target }) => onChange({ [limit]: Number(target.value) }, `limit:${id}`)}
              className="h-touch w-full accent-accent"
            />
            <p id={`${id}-hint`} className="text-small text-quiet">
              {hint}
            </p>
          </div>
        );
      })}
      {fault && (
        <p role="alert" className="text-small font-medium text-urgent">
          {fault}
        </p>
      )}
      <div>{children}</div>
    </div>
  );
}
