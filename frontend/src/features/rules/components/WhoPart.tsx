import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/page";
import { TextField } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Checks } from "./Checks";
import { plain, type PartProps } from "./parts";

const USUAL = ["person", "car", "truck", "bus", "motorcycle", "bicycle", "dog", "cat", "bird", "horse"];
/** The others that a camera may tell of. */
const RARE = ["boat", "train", "sheep", "cow", "bear"];
/** Those that describers name. */
const CARRIERS = ["Amazon", "DHL", "FedEx", "UPS", "USPS"];
const PARCEL = [
  { value: "", label: "Does not matter" },
  { value: "left", label: "Left" },
  { value: "taken", label: "Taken" },
  { value: "either", label: "Left or taken" },
] as const;
const ATTENTION = [
  { value: "", label: "Does not matter" },
  { value: "1", label: "Notable or urgent" },
  { value: "2", label: "Urgent" },
] as const;

/** Who or what was seen. */
export function WhoPart({ draft, choices, faults, edit }: PartProps) {
  const [all, setAll] = useState(false);
  const offered = all ? [...new Set([...USUAL, ...RARE, ...choices.kinds])] : USUAL;
  const others = draft.labels.filter((label) => !offered.includes(label));
  return (
    <Section title="Who or what">
      <Checks
        legend="Seen"
        hint="Any of these. None: whoever or whatever it is."
        options={[...offered, ...others].map((label) => ({ value: label, label: label.charAt(0).toUpperCase() + label.slice(1) }))}
        chosen={draft.labels}
        onChange={(labels) => edit({ labels })}
      />
      <div>
        <Button look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Fewer kinds" : "More kinds"}
        </Button>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Select label="A parcel was" value={draft.parcel} onChange={(parcel) => edit({ parcel })} options={PARCEL} />
        <Select label="How important" value={draft.attention} onChange={(attention) => edit({ attention })} options={ATTENTION} />
      </div>
      <Checks
        legend="Comes by"
        hint="A vision model has to read the name on the parcel, the clothes or the van. None: does not matter."
        options={plain([...new Set([...CARRIERS, ...choices.carriers, ...draft.carriers])])}
        chosen={draft.carriers}
        onChange={(carriers) => edit({ carriers })}
      />
      <TextField
        label="The description says"
        hint="Any of these words, with commas between them, such as “ladder, mask”."
        value={draft.words}
        maxLength={400}
        error={faults.words}
        onChange={({ target }) => edit({ words: target.value })}
      />
    </Section>
  );
}
