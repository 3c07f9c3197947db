import { EyeOff, MapPin, Trash2 } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import type { RulesEdit } from "@/features/cameras/hooks/useRulesDraft";
import { shapeFault } from "@/features/cameras/watch/polygon";
import { countOf, nameFault, titleOf, withPlace, type Place } from "@/features/cameras/watch/rules";

interface PlaceListProps {
  edit: RulesEdit;
  labels: readonly string[];
  selected: string | null;
  onSelect: (key: string | null) => void;
  onDeleted: () => void;
}

/** The zones and masks by name: what counts in them, which one is shown with its corners. */
export function PlaceList({ edit, labels, selected, onSelect, onDeleted }: PlaceListProps) {
  const { draft } = edit;
  if (draft.places.length === 0) {
    return (
      <p className="text-quiet">
        A zone names a place: “Drive”, “Front door”. In a mask nothing counts: a street, a tree in the wind, the clock in the picture.
      </p>
    );
  }
  return (
    <>
      <ul aria-label="Zones and masks" className="flex flex-col gap-2">
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
      {countOf(draft, "zone") > 0 && (
        <Switch
          label="Tell only of what stands in a zone"
          hint="Off: zones only name places, and everything outside of masks is told."
          checked={draft.zonesRequired}
          onCheckedChange={(zonesRequired) => edit.change({ ...draft, zonesRequired })}
        />
      )}
    </>
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
  const fault = shapeFault(place.corners);
  const Icon = place.kind === "zone" ? MapPin : EyeOff;
  return (
    <li className="flex flex-col gap-3 rounded-card border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="flex min-w-0 items-center gap-2 font-medium">
          <Icon aria-hidden="true" size={18} className="shrink-0" />
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
              const places = draft.places.filter(({ key }) => key !== place.key);
              edit.change({ ...draft, places, zonesRequired: draft.zonesRequired && places.some(({ kind }) => kind === "zone") });
              onDeleted();
            }}
          >
            <Trash2 aria-hidden="true" size={18} />
          </IconButton>
        </div>
      </div>
      {fault && <p className="text-small font-medium text-urgent">{fault}</p>}
      {place.kind === "zone" && (shown || (edit.tried && nameFault(draft, place))) && <ZoneFields place={place} edit={edit} labels={labels} />}
    </li>
  );
}

function ZoneFields({ place, edit, labels }: { place: Place; edit: RulesEdit; labels: readonly string[] }) {
  const { draft } = edit;
  const toggle = (label: string) => {
    const chosen = place.labels.includes(label) ? place.labels.filter((each) => each !== label) : [...place.labels, label];
    edit.change(withPlace(draft, { ...place, labels: chosen }));
  };
  return (
    <>
      <TextField
        label="Name of the zone"
        maxLength={40}
        autoComplete="off"
        value={place.name}
        error={nameFault(draft, place)}
        onChange={({ target }) => edit.change(withPlace(draft, { ...place, name: target.value }), `name:${place.key}`)}
      />
      <fieldset className="flex flex-col gap-1">
        <legend className="font-medium">What counts there</legend>
        <p className="text-small text-quiet">{place.labels.length === 0 ? "Everything. Choose some to have only these." : "Only these:"}</p>
        <div className="flex flex-wrap gap-x-4">
          {labels.map((label) => (
            <label key={label} className="flex min-h-touch items-center gap-2">
              <input
                type="checkbox"
                checked={place.labels.includes(label)}
                onChange={() => toggle(label)}
                className="size-5 accent-accent"
              />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}
