import { useState } from "react";
import { problemOf } from "@/lib/api/problem";
import { Button } from "./button";
import { TextField } from "./field";
import { ProblemPanel } from "./problem-panel";

interface AddByNameProps {
  label: string;
  hint: string;
  /** What the button does, such as “Add the mode”. */
  action: string;
  /** Said when it was not added, and the reason is not about the name. */
  failed: string;
  /** The mutation that adds it; its error is shown here. */
  add: { mutate: (name: string, options: { onSuccess: () => void }) => void; isPending: boolean; error: Error | null };
}

/** Adds something that needs no more than a name to begin with. */
export function AddByName({ label, hint, action, failed, add }: AddByNameProps) {
  const [name, setName] = useState("");
  const problem = problemOf(add.error);
  return (
    <form
      noValidate
      className="flex flex-col gap-2"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (name.trim() !== "" && !add.isPending) add.mutate(name.trim(), { onSuccess: () => setName("") });
      }}
    >
      <TextField
        label={label}
        hint={hint}
        value={name}
        maxLength={40}
        error={problem?.fieldError("name")}
        onChange={({ target }) => setName(target.value)}
        after={
          <Button type="submit" pending={add.isPending} className="shrink-0">
            {action}
          </Button>
        }
      />
      {problem && !problem.isToldBy(["name"]) && <ProblemPanel error={problem} summary={failed} />}
    </form>
  );
}
