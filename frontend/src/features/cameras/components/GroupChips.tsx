import { FilterChip } from "@/components/ui/chip";
import { useGroups } from "@/features/cameras/api/groups";

interface GroupChipsProps {
  /** The chosen one. */
  group: string | undefined;
  onChange: (group: string | undefined) => void;
}

/** Chooses a group of cameras. Nothing while there is none. */
export function GroupChips({ group, onChange }: GroupChipsProps) {
  const { data: groups = [] } = useGroups();
  if (groups.length === 0) return null;
  return (
    <div role="group" aria-label="Groups of cameras" className="flex flex-wrap gap-2">
      {groups.map(({ id, name }) => (
        <FilterChip key={id} pressed={id === group} className="max-w-full" onClick={() => onChange(id === group ? undefined : id)}>
          <span className="truncate">{name}</span>
        </FilterChip>
      ))}
    </div>
  );
}
