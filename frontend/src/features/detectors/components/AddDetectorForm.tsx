import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CONTROL, Field } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { useAddDetector, type NewDetector } from "@/features/detectors/api/detectors";
import { checkInWords } from "@/features/detectors/words";
import { problemOf } from "@/lib/api/problem";

const NO_CAMERA = "";
const MOST_DESCRIPTION_BYTES = 64 * 1024;

interface AddDetectorFormProps {
  cameras: readonly { id: string; name: string }[];
  onDone: () => void;
}

/** Two files and a camera to try them on; says how the trial went. */
export function AddDetectorForm({ cameras, onDone }: AddDetectorFormProps) {
  const [about, setAbout] = useState<File | null>(null);
  const [model, setModel] = useState<File | null>(null);
  const [camera, setCamera] = useState(cameras[0]?.id ?? NO_CAMERA);
  const [missing, setMissing] = useState<{ about?: string; model?: string }>({});
  const add = useAddDetector();
  const send = async () => {
    const description = await readDescription(about);
    const wrong = {
      ...(typeof description === "string" && { about: description }),
      ...(model === null && { model: "Choose the ONNX file." }),
    };
    setMissing(wrong);
    if (typeof description !== "string" && model) add.mutate({ description, model, cameraId: camera || null });
  };
  if (add.data?.check) {
    return (
      <div className="flex flex-col gap-4">
        <p role="status">
          {add.data.name} works. {checkInWords(add.data.check)} Choose “Use” to watch with it.
        </p>
        <div>
          <Button look="primary" onClick={onDone} autoFocus>
            Done
          </Button>
        </div>
      </div>
    );
  }
  const problem = problemOf(add.error);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (!add.isPending) void send();
      }}
    >
      <FileField
        label="Description"
        hint="A JSON file, as the guide “Bring a detector of your own” shows."
        accept=".json,application/json"
        error={missing.about}
        onChange={setAbout}
      />
      <FileField label="Model" hint="The .onnx file, at most 512 MB." accept=".onnx" error={missing.model} onChange={setModel} />
      <Select
        label="Try it on the newest picture of"
        value={camera}
        onChange={setCamera}
        options={[...cameras.map(({ id, name }) => ({ value: id, label: name })), { value: NO_CAMERA, label: "no camera: a grey picture" }]}
      />
      {problem && <ProblemPanel error={problem} summary="The model was not added." />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={add.isPending}>
          Try and add
        </Button>
        <span role="status" className="text-small text-quiet">
          {add.isPending && "Sending and trying it. A large model takes a while."}
        </span>
      </div>
    </form>
  );
}

interface FileFieldProps {
  label: string;
  hint: string;
  accept: string;
  error: string | undefined;
  onChange: (file: File | null) => void;
}

function FileField({ label, hint, accept, error, onChange }: FileFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <input
          type="file"
          id={id}
          accept={accept}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          className={`${CONTROL} py-2`}
          onChange={({ target }) => onChange(target.files?.[0] ?? null)}
        />
      )}
    </Field>
  );
}

/** The description, or a sentence that says why it is none. */
async function readDescription(file: File | null): Promise<NewDetector["description"] | string> {
  if (file === null) return "Choose the description.";
  if (file.size > MOST_DESCRIPTION_BYTES) return "This is too large for a description. Is it the model?";
  try {
    return JSON.parse(await file.text()) as NewDetector["description"];
  } catch {
    return "This file is not JSON.";
  }
}
