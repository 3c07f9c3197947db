import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { useMakeKey, type KeyScope } from "@/features/keys/api/keys";
import { CopyField } from "@/components/ui/copy-field";

interface MakeKeyFormProps {
  cameras: readonly { id: string; name: string }[];
  onDone: () => void;
}

const ALL = "all";
const MAY: readonly { value: KeyScope; label: string }[] = [
  { value: "streams:read", label: "See live pictures" },
  { value: "doorbell:press", label: "Say that somebody rings at the door" },
  { value: "presence:write", label: "Tell who is at home" },
  { value: "modes:write", label: "Choose the mode" },
];
const SPANS = [
  { value: "never", label: "Until I revoke it" },
  { value: "7", label: "For 7 days" },
  { value: "90", label: "For 90 days" },
  { value: "365", label: "For a year" },
] as const;
type Span = (typeof SPANS)[number]["value"];

/** Name, cameras and an end; then the key, this once. */
export function MakeKeyForm({ cameras, onDone }: MakeKeyFormProps) {
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<string[]>([]);
  const [which, setWhich] = useState<"all" | "some">(ALL);
  const [scope, setScope] = useState<KeyScope>("streams:read");
  const [span, setSpan] = useState<Span>("never");
  const [missing, setMissing] = useState<{ name?: string; cameras?: string }>({});
  const make = useMakeKey();

  const ofCameras = scope === "streams:read" || scope === "doorbell:press";
  const send = () => {
    const wrong = {
      ...(name.trim() === "" && { name: "Say what the key is for." }),
      ...(ofCameras && which === "some" && chosen.length === 0 && { cameras: "Choose at least one camera." }),
    };
    setMissing(wrong);
    if (Object.keys(wrong).length > 0 || make.isPending) return;
    make.mutate({ name: name.trim(), scope, cameraIds: !ofCameras || which === ALL ? null : chosen, days: span === "never" ? null : Number(span) });
  };
  if (make.data) {
    return (
      <div className="flex flex-col gap-4">
        <p role="status">The key “{make.data.name}” is made. It is shown this once: copy it now.</p>
        <CopyField label="Key" value={make.data.key} />
        <p className="text-quiet">
          {ofCameras
            ? "Each camera’s page shows the addresses that it opens; put it in place of the word KEY. Whoever has the key can do this with these cameras."
            : `The page Modes shows the addresses; put it in place of the word KEY. Whoever has the key can ${scope === "modes:write" ? "choose the mode" : "tell who is at home"}.`}
        </p>
        <div>
          <Button look="primary" onClick={onDone}>
            I have it
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        send();
      }}
    >
      <TextField label="Name" hint="What it is for, such as “Home Assistant”." value={name} maxLength={80} error={missing.name} onChange={({ target }) => setName(target.value)} />
      <Select label="It may" value={scope} onChange={setScope} options={MAY} />
      {ofCameras && (
        <Select
          label="Cameras"
          value={which}
          onChange={setWhich}
          options={[
            { value: ALL, label: "All, also those added later" },
            { value: "some", label: "Only some" },
          ]}
        />
      )}
      {ofCameras && which === "some" && (
        <fieldset className="flex flex-col gap-1">
          <legend className="font-medium">Which ones</legend>
          {cameras.map(({ id, name: camera }) => (
            <label key={id} className="flex min-h-touch items-center gap-3">
              <input
                type="checkbox"
                className="size-5 accent-accent"
                checked={chosen.includes(id)}
                onChange={({ target }) => setChosen(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
              />
              {camera}
            </label>
          ))}
          {missing.cameras && <p className="text-small font-medium text-urgent">{missing.cameras}</p>}
        </fieldset>
      )}
      <Select label="Holds" value={span} onChange={setSpan} options={SPANS} />
      {make.error && <ProblemPanel error={make.error} summary="The key was not made." />}
      <div>
        <Button type="submit" look="primary" pending={make.isPending}>
          Make the key
        </Button>
      </div>
    </form>
  );
}
