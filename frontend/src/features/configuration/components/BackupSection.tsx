import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Section } from "@/components/ui/page";
import { PasswordField } from "@/components/ui/password-field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useExport } from "@/features/configuration/api/file";
import { saveAs } from "@/features/configuration/saveAs";
import { ImportForm } from "./ImportForm";

/** The configuration to a file, and back. */
export function BackupSection() {
  const [passphrase, setPassphrase] = useState("");
  const [importing, setImporting] = useState(false);
  const exporting = useExport();
  const save = () =>
    exporting.mutate(passphrase, { onSuccess: (text) => saveAs("argusai-configuration.json", text) });
  return (
    <Section title="Backup">
      <p className="text-quiet">Cameras with what they watch for and when, groups, settings, modes and rules in one readable file. Not in it: events, people, channels, describers, the connection to Home Assistant.</p>
      <form
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(submit) => {
          submit.preventDefault();
          save();
        }}
      >
        <PasswordField
          label="Passphrase (optional)"
          hint="With one, the passwords of cameras are in the file, encrypted. Without one, they are left out."
          autoComplete="new-password"
          value={passphrase}
          onChange={({ target }) => setPassphrase(target.value)}
        />
        {exporting.error && <ProblemPanel error={exporting.error} summary="No file was made." />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" pending={exporting.isPending}>
            Export
          </Button>
          <Button onClick={() => setImporting(true)}>Import…</Button>
        </div>
      </form>
      <Dialog open={importing} onOpenChange={setImporting} title="Import a file" description="You see what would change before anything does. What is not in the file stays.">
        {importing && <ImportForm onDone={() => setImporting(false)} />}
      </Dialog>
    </Section>
  );
}
