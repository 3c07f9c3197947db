import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useDeleteGroup, useEditGroup, useGroups, useMakeGroup, type CameraGroup } from "@/features/cameras/api/groups";
import { problemOf } from "@/lib/api/problem";
import type { Camera } from "@/lib/api/types";

interface GroupEditorProps {
  cameras: readonly Camera[];
  /** What a new group begins with. */
  chosen: readonly Camera[];
}

/** Every group with its cameras; one is made of the ticked cameras. */
export function GroupEditor({ cameras, chosen }: GroupEditorProps) {
  const { data: groups = [], error } = useGroups();
  const [editing, setEditing] = useState<CameraGroup | "new" | null>(null);
  const deletion = useDeleteGroup();
  const close = () => setEditing(null);
  return (
    <div className="flex flex-col gap-3">
      {groups.length === 0 && !error && <p className="text-quiet">Cameras that belong together, such as those at the street, can be a group.</p>}
      {error && <ProblemPanel error={error} summary="The groups cannot be shown." />}
      <ul className="flex flex-col divide-y divide-line">
        {groups.map((group) => (
          <li key={group.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <div className="min-w-0">
              <h3 className="font-medium break-words">{group.name}</h3>
              <p className="text-small break-words text-quiet">{namesOf(group, cameras)}</p>
            </div>
            <div className="flex gap-2">
              <Button aria-label={`Change the group ${group.name}`} onClick={() => setEditing(group)}>
                Change
              </Button>
              <Button look="danger" aria-label={`Delete the group ${group.name}`} onClick={() => deletion.mutate(group.id)}>
                Delete
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {deletion.error && <ProblemPanel error={deletion.error} summary="The group was not deleted." />}
      <div>
        <Button onClick={() => setEditing("new")}>Make a group…</Button>
      </div>
      <Dialog open={editing !== null} onOpenChange={(open) => !open && close()} title={editing === "new" ? "Make a group" : "Change a group"}>
        {editing === "new" && <GroupForm cameras={cameras} members={chosen.map(({ id }) => id)} onDone={close} />}
        {editing !== null && editing !== "new" && <GroupForm cameras={cameras} group={editing} members={editing.camera_ids} onDone={close} />}
      </Dialog>
    </div>
  );
}

function namesOf(group: CameraGroup, cameras: readonly Camera[]): string {
  return cameras.filter(({ id }) => group.camera_ids.includes(id)).map(({ name }) => name).join(", ") || "No camera";
}

interface GroupFormProps {
  cameras: readonly Camera[];
  group?: CameraGroup;
  members: readonly string[];
  onDone: () => void;
}

function GroupForm({ cameras, group, members, onDone }: GroupFormProps) {
  const [name, setName] = useState(group?.name ?? "");
  const [ids, setIds] = useState<readonly string[]>(members);
  const make = useMakeGroup();
  const edit = useEditGroup();
  const error = make.error ?? edit.error;
  const problem = problemOf(error);
  const send = () => {
    const body = { name: name.trim(), camera_ids: [...ids] };
    if (body.name === "") return;
    if (group) edit.mutate({ id: group.id, ...body }, { onSuccess: onDone });
    else make.mutate(body, { onSuccess: onDone });
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        send();
      }}
    >
      <TextField label="Name" value={name} maxLength={80} error={problem?.fieldError("name") && problem.detail} onChange={({ target }) => setName(target.value)} />
      <fieldset className="flex flex-col gap-1">
        <legend className="font-medium">Cameras</legend>
        {cameras.map(({ id, name: camera }) => (
          <label key={id} className="flex min-h-touch items-center gap-3">
            <input
              type="checkbox"
              className="size-5 accent-accent"
              checked={ids.includes(id)}
              onChange={({ target }) => setIds(target.checked ? [...ids, id] : ids.filter((each) => each !== id))}
            />
            <span className="min-w-0 break-words">{camera}</span>
          </label>
        ))}
      </fieldset>
      {error && !problem?.fieldError("name") && <ProblemPanel error={error} summary="The group was not kept." />}
      <div>
        <Button type="submit" look="primary" pending={make.isPending || edit.isPending} disabled={name.trim() === ""}>
          Save the group
        </Button>
      </div>
    </form>
  );
}
