import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Switch } from "@/components/ui/switch";
import { useChangeDescribing, type Describing } from "@/features/describers/api/describers";
import { readDollars, writtenDollars } from "@/features/describers/words";
import { DescribingGate } from "./DescribingGate";

/** Caps in dollars, and what a stranger to the house does not know. */
export function SpendingForm() {
  return <DescribingGate failed="The limits could not be loaded.">{(chosen) => <Fields chosen={chosen} />}</DescribingGate>;
}

function Fields({ chosen }: { chosen: Describing }) {
  const [day, setDay] = useState(writtenDollars(chosen.day_cap));
  const [month, setMonth] = useState(writtenDollars(chosen.month_cap));
  const [camera, setCamera] = useState(writtenDollars(chosen.camera_day_cap));
  const [context, setContext] = useState(chosen.context);
  const [reuse, setReuse] = useState(chosen.reuse);
  const change = useChangeDescribing();
  const caps = [day, month, camera].map(readDollars);
  const wrong = (cap: number | null | undefined) => (cap === undefined ? "Write dollars, such as 0.50, or leave it empty." : undefined);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        const [day_cap, month_cap, camera_day_cap] = caps;
        if (day_cap === undefined || month_cap === undefined || camera_day_cap === undefined) return;
        change.mutate({ day_cap, month_cap, camera_day_cap, context: context.trim(), reuse });
      }}
    >
      <p className="text-quiet">
        In dollars; empty means no limit. Near a limit fewer pictures are sent, then a cheaper describer of the list is asked, and at
        last the built-in words stand. A limit is never overrun.
      </p>
      <div className="grid gap-3 sm:grid-cols-3">
        <TextField label="A day" inputMode="decimal" value={day} error={wrong(caps[0])} onChange={({ target }) => setDay(target.value)} />
        <TextField label="A month" inputMode="decimal" value={month} error={wrong(caps[1])} onChange={({ target }) => setMonth(target.value)} />
        <TextField label="A camera on a day" inputMode="decimal" value={camera} error={wrong(caps[2])} onChange={({ target }) => setCamera(target.value)} />
      </div>
      <Switch
        label="Ask once about what looks the same"
        hint="A routine event by day that looks like one of the two hours before takes over its words. Never where people or parcels are in it."
        checked={reuse}
        onCheckedChange={setReuse}
      />
      <TextArea label="About the house" hint="What a stranger does not know, such as “the grey cat is ours”. It is sent along." value={context} maxLength={1000} onChange={({ target }) => setContext(target.value)} />
      {change.error && <ProblemPanel error={change.error} summary="Your change is not saved." />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={change.isPending}>
          Save
        </Button>
        <span role="status" className="text-small text-quiet">
          {change.isSuccess && "Saved."}
        </span>
      </div>
    </form>
  );
}
