import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { useChangeDescribing, type Describing } from "@/features/describers/api/describers";
import { readCarriers } from "@/features/describers/words";
import { DescribingGate } from "./DescribingGate";

const COUNTS = [1, 2, 3, 4, 6, 8, 12, 16, 20];
const WAYS: readonly { value: Describing["way"]; label: string }[] = [
  { value: "uniform", label: "Evenly over the event" },
  { value: "adaptive", label: "Where most can be seen" },
  { value: "hybrid", label: "Half of each (default)" },
];

/** What a vision model is shown of an event. */
export function ShownForm() {
  return <DescribingGate failed="What a model is shown could not be loaded.">{(chosen) => <Fields chosen={chosen} />}</DescribingGate>;
}

function Fields({ chosen }: { chosen: Describing }) {
  const [frames, setFrames] = useState(chosen.frames);
  const [way, setWay] = useState(chosen.way);
  const [subjectOnly, setSubjectOnly] = useState(chosen.subject_only);
  const [carriers, setCarriers] = useState(chosen.carriers.join(", "));
  const named = readCarriers(carriers);
  const change = useChangeDescribing();
  const counts = COUNTS.includes(chosen.frames) ? COUNTS : [...COUNTS, chosen.frames].sort((a, b) => a - b);
  return (
    <form
      noValidate
      aria-label="What a model is shown"
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (named === undefined) {
          submit.currentTarget.querySelector<HTMLInputElement>("input[aria-invalid=true]")?.focus();
          return;
        }
        change.mutate({ frames, way, subject_only: subjectOnly, carriers: named });
      }}
    >
      <Select
        label="Pictures of an event"
        hint="At most; each one costs. The picture that began the event is always among them."
        value={String(frames)}
        onChange={(value) => setFrames(Number(value))}
        options={counts.map((count) => ({ value: String(count), label: count === 4 ? "4 (default)" : String(count) }))}
      />
      <Select label="Which ones" value={way} onChange={setWay} options={WAYS} />
      <Switch
        label="Only what moved"
        hint="Pictures are cut to it before they are sent; those without it stay here. “Try it now” shows the whole picture."
        checked={subjectOnly}
        onCheckedChange={setSubjectOnly}
      />
      <TextField
        label="More parcel services"
        hint="With commas between them, such as “Hermes, GLS”. FedEx, UPS, USPS, Amazon and DHL are read anyway."
        value={carriers}
        maxLength={400}
        error={named === undefined ? "Write at most 15 names of up to three words, with letters, digits, & and - only." : undefined}
        onChange={({ target }) => setCarriers(target.value)}
      />
      {change.error && <ProblemPanel error={change.error} summary="Your change is not saved." />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={change.isPending}>
          Save what is shown
        </Button>
        <span role="status" className="text-small text-quiet">
          {change.isSuccess && "Saved."}
        </span>
      </div>
    </form>
  );
}
