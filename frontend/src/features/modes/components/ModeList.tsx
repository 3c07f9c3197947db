import { useState } from "react";
import { AddByName } from "@/components/ui/add-by-name";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Switch } from "@/components/ui/switch";
import { useDeleteMode, useEditMode, useMakeMode, type Mode } from "@/features/modes/api/modes";
import { problemOf } from "@/lib/api/problem";

/** Every mode: its name, and whether it keeps rules silent. */
export function ModeList({ modes }: { modes: readonly Mode[] }) {
  return (
    <Section title="Modes">
      <ul className="flex flex-col divide-y divide-line">
        {modes.map((mode) => (
          <li key={mode.id} className="py-3">
            <ModeForm mode={mode} />
          </li>
        ))}
      </ul>
      <NewMode />
    </Section>
  );
}

function ModeForm({ mode }: { mode: Mode }) {
  const [name, setName] = useState(mode.name);
  const edit = useEditMode();
  const remove = useDeleteMode();
  const problem = problemOf(edit.error);
  return (
    <div className="flex flex-col gap-2">
      <form
        noValidate
        className="flex flex-wrap items-end gap-2"
        onSubmit={(submit) => {
          submit.preventDefault();
          if (name.trim() !== "" && name.trim() !== mode.name) edit.mutate({ id: mode.id, name: name.trim() });
        }}
      >
        <div className="min-w-0 flex-1">
          <TextField
            label={`Name of ${mode.name}`}
            value={name}
            maxLength={40}
            error={name.trim() === "" ? "A mode needs a name." : problem?.fieldError("name")}
            onChange={({ target }) => setName(target.value)}
          />
        </div>
        {name.trim() !== mode.name && (
          <Button type="submit" pending={edit.isPending}>
            Rename
          </Button>
        )}
        {!mode.fixed && (
          <Button look="danger" aria-label={`Delete ${mode.name}`} pending={remove.isPending} onClick={() => remove.mutate(mode.id)}>
            Delete
          </Button>
        )}
      </form>
      <Switch
        label={`${mode.name} keeps rules silent`}
        hint="Except those that are told to speak in it."
        checked={mode.silent}
        onCheckedChange={(silent) => edit.mutate({ id: mode.id, silent })}
      />
      {problem && !problem.isToldBy(["name"]) && <ProblemPanel error={problem} summary="The mode was not changed." />}
      {remove.error && <ProblemPanel error={remove.error} summary="The mode was not deleted." />}
    </div>
  );
}

function NewMode() {
  const make = useMakeMode();
  return <AddByName label="A mode of your own" hint="Such as “Holiday”." action="Add the mode" failed="The mode was not added." add={make} />;
}
