import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { useDescribeAgain, useDescriberChoice } from "@/features/events/api/descriptions";
import { plural } from "@/features/events/words";
import type { EventDetail, Schemas } from "@/lib/api/types";

const USUAL = "";
const MOST = 20;

/** Whom to ask, which of his models, and with how many pictures. */
export function DescribeAgain({ event, busy }: { event: EventDetail; busy: boolean }) {
  const { data = [] } = useDescriberChoice();
  const [open, setOpen] = useState(false);
  const choice = data.filter(({ enabled }) => enabled);
  if (choice.length === 0) return null;
  return (
    <div className="pt-1">
      <Button disabled={busy} onClick={() => setOpen(true)}>
        Describe again…
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Describe again" description="What was said before is kept; the new words are shown. It costs as much as any description.">
        {open && <Form event={event} choice={choice} onDone={() => setOpen(false)} />}
      </Dialog>
    </div>
  );
}

interface FormProps {
  event: EventDetail;
  choice: readonly Schemas["DescriberOut"][];
  onDone: () => void;
}

function Form({ event, choice, onDone }: FormProps) {
  const again = useDescribeAgain(event.id);
  const [chosen, setChosen] = useState(choice[0]?.id ?? "");
  const [model, setModel] = useState("");
  const [pictures, setPictures] = useState(USUAL);
  const counts = Array.from({ length: Math.min(MOST, Math.max(1, event.frames.length)) }, (_, before) => before + 1);
  const usual = choice.find(({ id }) => id === chosen)?.model ?? "";
  const typed = model.trim();
  return (
    <form
      noValidate
      aria-label="Describe again"
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (again.isPending) return;
        const other = { ...(typed !== "" && { model: typed }), ...(pictures !== USUAL && { pictures: Number(pictures) }) };
        again.mutate({ describer_id: chosen, ...other }, { onSuccess: onDone });
      }}
    >
      <Select label="By" value={chosen} onChange={setChosen} options={choice.map(({ id, name }) => ({ value: id, label: name }))} />
      <TextField label="Another model of it" hint={`Empty: ${usual}`} value={model} maxLength={200} onChange={({ target }) => setModel(target.value)} />
      <Select
        label="Pictures"
        value={pictures}
        onChange={setPictures}
        options={[
          { value: USUAL, label: "As for every event" },
          ...counts.map((count) => ({ value: String(count), label: count === 1 ? "1 picture" : `At most ${plural(count, "picture", "pictures")}` })),
        ]}
      />
      {again.error && <ProblemPanel error={again.error} summary="It is not described again." takeFocus />}
      <div>
        <Button type="submit" look="primary" pending={again.isPending}>
          Describe again
        </Button>
      </div>
    </form>
  );
}
