import { EyeOff, MapPin, Spline, Trash2 } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import type { RulesEdit } from "@/features/cameras/hooks/useRulesDraft";
import { formFault, nameFault, titleOf, type Place } from "@/features/cameras/watch/rules";
import { strokeOf } from "@/features/cameras/watch/shapes";
import { PlaceFields } from "./PlaceFields";

interface PlaceListProps {
  edit: RulesEdit;
  labels: readonly string[];
  selected: string | null;
  onSelect: (key: string | null) => void;
  onDeleted: () => void;
}

const ICONS = { zone: MapPin, line: Spline, mask: EyeOff };

/** The zones, lines and masks by name: what counts in them, which one is shown with its corners. */
export function PlaceList({ edit, labels, selected, onSelect, onDeleted }: PlaceListProps) {
  const { draft } = edit;
  if (draft.places.length === 0) {
    return (
      <p className="text-quiet">
        A zone names a place: “Drive”, “Front door”. A line is crossed: “Gate”. In a mask nothing counts: a street, a tree in the wind, the clock in the picture.
      </p>
    );
  }
  return (
    <ul aria-label="Zones, lines and masks" className="flex flex-col gap-2">
        {draft.places.map((place) => (
          <PlaceItem
            key={place.key}
            place={place}
            edit={edit}
            labels={labels}
            shown={place.key === selected}
            onSelect={onSelect}
            onDeleted={onDeleted}
          />
        ))}
    </ul>
  );
}

interface PlaceItemProps {
  place: Place;
  edit: RulesEdit;
  labels: readonly string[];
  shown: boolean;
  onSelect: (key: string | null) => void;
  onDeleted: () => void;
}

function PlaceItem({ place, edit, labels, shown, onSelect, onDeleted }: PlaceItemProps) {
  const { draft } = edit;
  const title = titleOf(draft, place);
  const fault = formFault(place);
  const Icon = ICONS[place.kind];
  const { colour } = strokeOf({ key: place.key, look: place.kind, title, corners: [], tone: place.tone });
  return (
    <li className="flex flex-col gap-3 rounded-card border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="flex min-w-0 items-center gap-2 font-medium">
          <span style={{ color: colour }} className="flex size-7 shrink-0 items-center justify-center rounded-sm bg-black/80">
            <Icon aria-hidden="true" size={18} />
          </span>
          <span className="truncate">{title}</span>
        </h3>
        <div className="flex gap-2">
          <Button aria-expanded={shown} aria-label={shown ? `Done with ${title}` : `Change ${title}`} onClick={() => onSelect(shown ? null : place.key)}>
            {shown ? "Done" : "Change"}
          </Button>
          <IconButton
            label={`Delete ${title}`}
            look="plain"
            onClick={() => {
              edit.change({ ...draft, places: draft.places.filter(({ key }) => key !== place.key) });
              onDeleted();
            }}
          >
            <Trash2 aria-hidden="true" size={18} />
          </IconButton>
        </div>
      </div>
      {fault && <p className="text-small font-medium text-urgent">{fault}</p>}
      {place.kind !== "mask" && (shown || (edit.tried && nameFault(draft, place))) && <PlaceFields place={place} edit={edit} labels={labels} />}
    </li>
  );
}
