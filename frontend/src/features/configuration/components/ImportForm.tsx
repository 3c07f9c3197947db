import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useImport } from "@/features/configuration/api/file";
import { readFile } from "@/features/configuration/saveAs";
import { problemOf } from "@/lib/api/problem";
import { Outcome } from "./Outcome";

/** Choose a file, look at what would change, then let it. */
export function ImportForm({ onDone }: { onDone: () => void }) {
  const [content, setContent] = useState<Record<string, unknown> | null>(null);
  const [fault, setFault] = useState<string>();
  const [passphrase, setPassphrase] = useState("");
  const look = useImport();
  const take = useImport();
  const sealed = typeof content?.salt === "string";
  const ask = (configuration: Record<string, unknown>) => look.mutate({ configuration, passphrase, preview: true });
  const choose = async (file: File | undefined) => {
    look.reset();
    take.reset();
    const read = file ? readFile(await file.text()) : null;
    setContent(read);
    setFault(file && read === null ? "This is no export of ArgusAI, or not all of it is there." : undefined);
    if (read && typeof read.salt !== "string") ask(read);
  };
  if (take.data) {
    return (
      <div className="flex flex-col gap-4">
        <p role="status">{take.data.applied ? "The file is imported." : "Nothing is different."}</p>
        <Outcome outcome={take.data} />
        <div>
          <Button look="primary" onClick={onDone}>
            Close
          </Button>
        </div>
      </div>
    );
  }
  const error = take.error ?? look.error;
  const unopened = problemOf(error)?.type === "wrong-passphrase" ? problemOf(error)?.detail : undefined;
  return (
    <div className="flex flex-col gap-4">
      <Field label="File" error={fault}>
        {({ id, describedBy, invalid }) => (
          <input id={id} type="file" accept=".json,application/json" aria-describedby={describedBy} aria-invalid={invalid} className="min-h-touch w-full" onChange={({ target }) => void choose(target.files?.[0])} />
        )}
      </Field>
      {sealed && <PasswordField label="Passphrase of the file" hint="Without it, passwords of new cameras are left out." autoComplete="off" error={unopened} value={passphrase} onChange={({ target }) => setPassphrase(target.value)} />}
      {error && unopened === undefined && (
        <ProblemPanel error={error} summary="Nothing was changed.">
          <ul className="list-disc ps-5 text-small">
            {Object.entries(problemOf(error)?.fields ?? {}).map(([name, said]) => (
              <li key={name} className="break-all">
                {name}: {said}
              </li>
            ))}
          </ul>
        </ProblemPanel>
      )}
      {look.data && (
        <>
          <h3 className="font-medium">What changes then</h3>
          <Outcome outcome={look.data} />
        </>
      )}
      <div className="flex flex-wrap gap-2">
        {sealed && content && (
          <Button pending={look.isPending} onClick={() => ask(content)}>
            Look at what would change
          </Button>
        )}
        <Button look="primary" pending={take.isPending} disabled={!content || !look.data?.sentences.length} onClick={() => content && take.mutate({ configuration: content, passphrase, preview: false })}>
          Import
        </Button>
      </div>
    </div>
  );
}
