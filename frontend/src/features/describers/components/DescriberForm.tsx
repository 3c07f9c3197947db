import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { useAddDescriber, useChangeDescriber, type Describer, type DescriberKind } from "@/features/describers/api/describers";
import { KINDS, kindInWords, readDollars, writtenDollars } from "@/features/describers/words";
import { readWaits, waitsOf, WAITS, wrongWaits, type Waits } from "@/features/describers/waits";
import { problemOf } from "@/lib/api/problem";
import { ModelField } from "./ModelField";
import { PriceFields } from "./PriceFields";
import { WaitFields } from "./WaitFields";

interface DescriberFormProps {
  /** The one that is changed; without it, one is added. */
  describer?: Describer;
  /** `added`: the new one. */
  onDone: (added?: Describer) => void;
}

const NO_SUM = "Write dollars, such as 0.50, or leave it empty.";

/** Kind, address, key, model and prices; nothing typed is lost when it is refused. */
export function DescriberForm({ describer, onDone }: DescriberFormProps) {
  const [kind, setKind] = useState<DescriberKind>(describer?.kind ?? "compatible");
  const [name, setName] = useState(describer?.name ?? "");
  const [model, setModel] = useState(describer?.model ?? "");
  const [address, setAddress] = useState(describer?.base_url ?? "");
  const [key, setKey] = useState("");
  const [atHome, setAtHome] = useState(describer?.at_home ?? true);
  const [read, setRead] = useState(writtenDollars(describer?.input_price));
  const [written, setWritten] = useState(writtenDollars(describer?.output_price));
  const [typed, setTyped] = useState<Waits>();
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({});
  const add = useAddDescriber();
  const change = useChangeDescriber();
  const { error, isPending } = describer ? change : add;
  const problem = problemOf(error);
  const own = kind === "compatible";
  const baseUrl = address.trim() === "" ? null : address.trim();
  const waits = typed ?? waitsOf(describer, own);
  const told = (field: string) => missing[field] ?? problem?.fieldError(field);

  const send = () => {
    const [input_price, output_price] = [readDollars(read), readDollars(written)];
    const wrong = {
      ...(name.trim() === "" && { name: "Give it a name." }),
      ...(model.trim() === "" && { model: "Say which model it is." }),
      ...(own && baseUrl === null && { base_url: "Enter the address of the server." }),
      ...(input_price === undefined && { input_price: NO_SUM }),
      ...(output_price === undefined && { output_price: NO_SUM }),
      ...wrongWaits(waits),
    };
    setMissing(wrong);
    if (Object.keys(wrong).length > 0 || isPending || input_price === undefined || output_price === undefined) return;
    const common = { name: name.trim(), model: model.trim(), base_url: baseUrl, at_home: own && atHome, input_price, output_price };
    if (describer) {
      change.mutate({ id: describer.id, ...common, ...(key !== "" && { api_key: key }), ...(typed && readWaits(typed)) }, { onSuccess: () => onDone() });
      return;
    }
    add.mutate({ ...common, kind, api_key: key, enabled: true, ...readWaits(waits) }, { onSuccess: onDone });
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
      {describer ? <p className="text-quiet">{kindInWords(kind)}</p> : <Select label="What it is" value={kind} onChange={setKind} options={KINDS} />}
      <TextField label="Name" hint="It stands below the sentences that it writes." value={name} maxLength={40} error={told("name")} onChange={({ target }) => setName(target.value)} />
      <TextField
        label={own ? "Address" : "Address, if not the usual one"}
        hint={own ? "Such as http://192.168.1.20:11434/v1" : undefined}
        value={address}
        maxLength={500}
        error={told("base_url")}
        onChange={({ target }) => setAddress(target.value)}
      />
      <PasswordField label={own ? "Key, if it needs one" : "Key"} hint={keyHint(describer, baseUrl)} autoComplete="off" value={key} onChange={({ target }) => setKey(target.value)} />
      <ModelField value={model} error={told("model")} onChange={setModel} server={{ kind, api_key: key, base_url: baseUrl, describer_id: describer?.id ?? null }} />
      {own && (
        <Switch label="It is on this network" hint="Then it costs nothing, and may also describe cameras that never leave the house." checked={atHome} onCheckedChange={setAtHome} />
      )}
      <PriceFields free={own && atHome} read={read} written={written} error={told} onRead={setRead} onWritten={setWritten} />
      <WaitFields waits={waits} error={told} onChange={setTyped} open={WAITS.some(({ field }) => told(field) !== undefined)} />
      {problem && !problem.isToldBy(["name", "base_url", "model"]) && (
        <ProblemPanel error={problem} summary={describer ? "It was not changed." : "It was not added."} takeFocus />
      )}
      <div>
        <Button type="submit" look="primary" pending={isPending}>
          {describer ? "Save" : "Add"}
        </Button>
      </div>
    </form>
  );
}

/** A key goes to the address that it was given for, and to no other. */
function keyHint(describer: Describer | undefined, baseUrl: string | null): string | undefined {
  if (!describer?.has_key) return undefined;
  return baseUrl === describer.base_url ? "Leave it empty to keep the one that is stored." : "Enter it anew for the new address.";
}
