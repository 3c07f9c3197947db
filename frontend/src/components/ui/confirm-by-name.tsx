import { useState, type ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { TextField } from "./field";
import { ProblemPanel } from "./problem-panel";

interface ConfirmByNameProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will be lost. */
  consequence: ReactNode;
  /** What has to be typed. */
  name: string;
  action: string;
  pending: boolean;
  error: Error | null;
  onConfirm: () => void;
}

/** For what cannot be undone: the name of the thing has to be typed. */
export function ConfirmByName(props: ConfirmByNameProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title={props.title} description={props.consequence}>
      {props.open && <Form {...props} />}
    </Dialog>
  );
}

function Form({ name, action, pending, error, onConfirm, onOpenChange }: ConfirmByNameProps) {
  const [typed, setTyped] = useState("");
  const [refused, setRefused] = useState(false);
  const same = typed.trim().toLocaleLowerCase() === name.trim().toLocaleLowerCase();
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        setRefused(!same);
        if (same && !pending) onConfirm();
      }}
    >
      <TextField
        label={`Type “${name}” to confirm`}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        autoComplete="off"
        error={refused && !same ? `That is not “${name}”.` : undefined}
      />
      {error && <ProblemPanel error={error} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button type="submit" look="danger" pending={pending}>
          {action}
        </Button>
      </div>
    </form>
  );
}
