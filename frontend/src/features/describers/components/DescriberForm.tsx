import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { useAddDescriber, type DescriberKind } from "@/features/describers/api/describers";
import { KINDS } from "@/features/describers/words";
import { problemOf } from "@/lib/api/problem";

/** Kind, address, key and model; nothing typed is lost when it is refused. */
export function DescriberForm({ onDone }: { onDone: () => void }) {
  const [kind, setKind] = useState<DescriberKind>("compatible");
  const [name, setName] = useState("");
  const [model, setModel] = useState("");
  const [address, setAddress] = useState("");
  const [key, setKey] = useState("");
  const [atHome, setAtHome] = useState(true);
  const [missing, setMissing] = useState<{ name?: string; model?: string; base_url?: string }>({});
  const add = useAddDescriber();
  const problem = problemOf(add.error);
  const own = kind === "compatible";

  const send = () => {
    const wrong = {
      ...(name.trim() === "" && { name: "Give it a name." }),
      ...(model.trim() === "" && { model: "Say which model it is." }),
      ...(own && address.trim() === "" && { base_url: "Enter the address of the server." }),
    };
    setMissing(wrong);
    if (Object.keys(wrong).length > 0 || add.isPending) return;
    add.mutate(
      {
        name: name.trim(),
        kind,
        model: model.trim(),
        api_key: key,
        base_url: address.trim() === "" ? null : address.trim(),
        at_home: own && atHome,
        enabled: true,
        at_once: 2,
        one_frame_seconds: own ? 60 : 15,
        several_frames_seconds: own ? 120 : 30,
      },
      { onSuccess: onDone },
    );
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
      <Select label="What it is" value={kind} onChange={setKind} options={KINDS} />
      <TextField label="Name" hint="As it shall stand below its sentences." value={name} maxLength={40} error={missing.name ?? problem?.fieldError("name")} onChange={({ target }) => setName(target.value)} />
      <TextField
        label={own ? "Address" : "Address, if not the usual one"}
        hint={own ? "Such as http://192.168.1.20:11434/v1" : undefined}
        value={address}
        maxLength={500}
        error={missing.base_url ?? problem?.fieldError("base_url")}
        onChange={({ target }) => setAddress(target.value)}
      />
      <TextField label="Model" hint="One that sees pictures, such as llava:7b or gpt-5-mini." value={model} maxLength={200} error={missing.model ?? problem?.fieldError("model")} onChange={({ target }) => setModel(target.value)} />
      <PasswordField label={own ? "Key, if it needs one" : "Key"} autoComplete="off" value={key} onChange={({ target }) => setKey(target.value)} />
      {own && (
        <Switch label="It is on this network" hint="Then it may also describe cameras that never leave the house." checked={atHome} onCheckedChange={setAtHome} />
      )}
      {problem && !problem.isToldBy(["name", "base_url", "model"]) && <ProblemPanel error={problem} summary="It was not added." takeFocus />}
      <div>
        <Button type="submit" look="primary" pending={add.isPending}>
          Add
        </Button>
      </div>
    </form>
  );
}
