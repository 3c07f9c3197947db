import { TextField } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import type { RulesEdit } from "@/features/cameras/hooks/useRulesDraft";
import { LONGEST_LOITER_SECONDS, nameFault, withPlace, type Place } from "@/features/cameras/watch/rules";
import { STROKES, type Direction } from "@/features/cameras/watch/shapes";

interface PlaceFieldsProps {
  place: Place;
  edit: RulesEdit;
  labels: readonly string[];
}

/** What is said of a zone or a line: its name, what counts there, and how. */
export function PlaceFields({ place, edit, labels }: PlaceFieldsProps) {
  const { draft } = edit;
  const change = (part: Partial<Place>, step: string | null = null) => edit.change(withPlace(draft, { ...place, ...part }), step);
  return (
    <>
      <TextField
        label={`Name of the ${place.kind}`}
        maxLength={40}
        autoComplete="off"
        value={place.name}
        error={nameFault(draft, place)}
        onChange={({ target }) => change({ name: target.value }, `name:${place.key}`)}
      />
      <LabelChoice place={place} labels={labels} onChange={(chosen) => change({ labels: chosen })} />
      {place.kind === "zone" ? <ZoneLimits place={place} onChange={change} /> : <LineSides place={place} onChange={change} />}
      <Switch
        label={place.kind === "zone" ? "Tell only of what stands in a zone" : "Tell only of what crosses a line"}
        hint="In this one, or another one for which this is on. Off: it only names what happened there."
        checked={place.required}
        onCheckedChange={(required) => change({ required })}
      />
      <ToneChoice place={place} onChange={(tone) => change({ tone })} />
    </>
  );
}

function LabelChoice({ place, labels, onChange }: { place: Place; labels: readonly string[]; onChange: (labels: string[]) => void }) {
  const toggle = (label: string) =>
    onChange(place.labels.includes(label) ? place.labels.filter((each) => each !== label) : [...place.labels, label]);
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="font-medium">What counts there</legend>
      <p className="text-small text-quiet">{place.labels.length === 0 ? "Everything. Choose some to have only these." : "Only these:"}</p>
      <div className="flex flex-wrap gap-x-4">
        {labels.map((label) => (
          <label key={label} className="flex min-h-touch items-center gap-2">
            <input type="checkbox" checked={place.labels.includes(label)} onChange={() => toggle(label)} className="size-5 accent-accent" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type Change = (part: Partial<Place>, step?: string) => void;

function ZoneLimits({ place, onChange }: { place: Place; onChange: Change }) {
  return (
    <>
      <NumberField
        label="Stays there at least, in seconds"
        hint="Who leaves earlier was not in the zone. 0: at once."
        max={LONGEST_LOITER_SECONDS}
        value={place.loiterSeconds}
        onValue={(loiterSeconds) => onChange({ loiterSeconds }, `loiter:${place.key}`)}
      />
      <NumberField
        label="Smallest height there, in % of the picture"
        hint="What is smaller is too far away. 0: any."
        max={100}
        value={Math.round(place.leastHeight * 1000) / 10}
        onValue={(percent) => onChange({ leastHeight: percent / 100 }, `height:${place.key}`)}
      />
    </>
  );
}

interface NumberFieldProps {
  label: string;
  hint: string;
  max: number;
  value: number;
  onValue: (value: number) => void;
}

function NumberField({ max, value, onValue, ...field }: NumberFieldProps) {
  return (
    <TextField
      {...field}
      type="number"
      inputMode="decimal"
      min={0}
      max={max}
      step="any"
      value={value}
      onChange={({ target }) => onValue(Math.min(Math.max(Number(target.value), 0), max))}
    />
  );
}

const DIRECTIONS: readonly [Direction, string][] = [
  ["either", "Both ways"],
  ["left_to_right", "Only from its left to its right"],
  ["right_to_left", "Only from its right to its left"],
];

function LineSides({ place, onChange }: { place: Place; onChange: Change }) {
  return (
    <>
      <fieldset className="flex flex-col gap-1">
        <legend className="font-medium">Which way counts</legend>
        <p className="text-small text-quiet">As seen along the line from its first point to its last. The arrows in the picture show it.</p>
        {DIRECTIONS.map(([direction, words]) => (
          <label key={direction} className="flex min-h-touch items-center gap-2">
            <input
              type="radio"
              name={`direction-${place.key}`}
              checked={place.direction === direction}
              onChange={() => onChange({ direction })}
              className="size-5 accent-accent"
            />
            {words}
          </label>
        ))}
      </fieldset>
      {(["left", "right"] as const).map((side) => (
        <TextField
          key={side}
          label={`What lies to its ${side}`}
          hint="For the sentences: “crossed “Gate” towards “the house””. May stay empty."
          maxLength={40}
          autoComplete="off"
          value={place[side]}
          onChange={({ target }) => onChange({ [side]: target.value }, `${side}:${place.key}`)}
        />
      ))}
    </>
  );
}

const TONES = ["White, solid", "Blue, long dashes", "Yellow, dots", "Green, dashes and dots", "Pink, dashes", "Violet, very long dashes"];

function ToneChoice({ place, onChange }: { place: Place; onChange: (tone: number) => void }) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="font-medium">Its stroke in the picture</legend>
      <div className="flex flex-wrap gap-2">
        {STROKES.map(({ colour, dashes }, tone) => (
          <label key={colour} className="flex min-h-touch items-center gap-1">
            <input type="radio" name={`tone-${place.key}`} aria-label={TONES[tone]} checked={place.tone === tone} onChange={() => onChange(tone)} className="size-5 accent-accent" />
            <svg viewBox="0 0 44 12" aria-hidden="true" className="h-3 w-11 rounded-sm bg-black">
              <line x1={2} y1={6} x2={42} y2={6} stroke={colour} strokeWidth={3} strokeDasharray={dashes} />
            </svg>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
