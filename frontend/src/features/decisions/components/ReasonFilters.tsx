import { ClearFilters } from "@/components/ui/clear-filters";
import { FilterMenu } from "@/components/ui/filter-menu";
import type { Narrowed } from "@/features/decisions/asked";
import { isReasonName, labelChoices, reasonChoices, reasonWord, type Found } from "@/features/decisions/words";
import { labelWord } from "@/lib/text/labels";

interface ReasonFiltersProps {
  found: readonly Found[];
  narrowed: Narrowed;
  onNarrow: (narrowed: Narrowed) => void;
}

/** Narrows what is shown to reasons and labels that there are. */
export function ReasonFilters({ found, narrowed, onNarrow }: ReasonFiltersProps) {
  const { reason = [], label = [] } = narrowed;
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap gap-2">
      <FilterMenu
        name="Reason"
        options={reasonChoices(found)}
        chosen={reason}
        wordOf={reasonWord}
        onChange={(chosen) => onNarrow({ ...narrowed, reason: chosen.filter(isReasonName) })}
      />
      <FilterMenu
        name="What was seen"
        options={labelChoices(found)}
        chosen={label}
        wordOf={labelWord}
        onChange={(chosen) => onNarrow({ ...narrowed, label: chosen })}
      />
      {reason.length + label.length > 0 && (
        <ClearFilters onClear={() => onNarrow({})} />
      )}
    </div>
  );
}
