import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ClearFilters } from "@/components/ui/clear-filters";
import { FilterChip } from "@/components/ui/chip";
import { labelsQuery } from "@/features/events/api/labels";
import { isFiltered, type EventFilters } from "@/features/events/filters";
import { isTrigger, TRIGGERS } from "@/features/events/words";
import { labelWord } from "@/lib/text/labels";
import { DateFilter } from "./DateFilter";
import { FilterMenu } from "@/components/ui/filter-menu";

export interface CameraChoice {
  id: string;
  name: string;
}

interface FilterBarProps {
  filters: EventFilters;
  onChange: (filters: EventFilters) => void;
  cameras: readonly CameraChoice[];
  /** Choose a group of cameras; nothing where there is none. */
  groups?: ReactNode;
}

export function FilterBar({ filters, onChange, cameras, groups }: FilterBarProps) {
  const labels = useQuery(labelsQuery()).data ?? [];
  const change = (changed: EventFilters) => onChange({ ...filters, ...changed });
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap gap-2">
      <FilterChip
        pressed={filters.unseen === true}
        onClick={() => change({ unseen: filters.unseen ? undefined : true })}
      >
        Not seen yet
      </FilterChip>
      {groups}
      <FilterMenu
        name="Camera"
        options={cameras.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={filters.camera ?? []}
        wordOf={() => "one that is gone"}
        onChange={(camera) => change({ camera })}
      />
      <FilterMenu
        name="What"
        options={labels.map((label) => ({ value: label, label: labelWord(label) }))}
        chosen={filters.label ?? []}
        wordOf={labelWord}
        onChange={(label) => change({ label })}
      />
      <FilterMenu
        name="Why"
        options={Object.entries(TRIGGERS).map(([value, label]) => ({ value, label }))}
        chosen={filters.trigger ?? []}
        wordOf={() => "one that is unknown"}
        onChange={(trigger) => change({ trigger: trigger.filter(isTrigger) })}
      />
      <DateFilter from={filters.from} to={filters.to} onChange={change} />
      {isFiltered(filters) && (
        <ClearFilters onClear={() => onChange({})} />
      )}
    </div>
  );
}
