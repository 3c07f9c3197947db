import { Cctv, FileVideo } from "lucide-react";
import { Choice } from "@/components/ui/choice";
import { TextField } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { Switch } from "@/components/ui/switch";
import type { Draft, Faults } from "@/features/cameras/draft";
import type { Problem } from "@/lib/api/problem";
import type { CameraSource } from "@/lib/api/types";

interface SourceFieldsProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  faults: Faults;
  problem: Problem | null;
  stored: CameraSource | undefined;
}

const KINDS = [
  { value: "rtsp", label: "Camera in the network", hint: "It has an address that begins with rtsp://", icon: Cctv },
  { value: "file", label: "Video file", hint: "A recording on the machine that runs ArgusAI", icon: FileVideo },
] as const;

/** Where the pictures come from. */
export function SourceFields(props: SourceFieldsProps) {
  const { draft, change } = props;
  return (
    <>
      <Choice legend="Kind of camera" value={draft.kind} onChange={(kind) => change({ kind })} options={KINDS} />
      {draft.kind === "rtsp" ? <RtspFields {...props} /> : <FileFields {...props} />}
    </>
  );
}

function RtspFields({ draft, change, faults, problem, stored }: SourceFieldsProps) {
  const hasPassword = stored?.kind === "rtsp" && stored.has_password;
  return (
    <>
      <TextField
        label="Address"
        hint="As the camera's manual or app tells it, for example rtsp://192.168.1.20/stream1"
        inputMode="url"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={draft.url}
        onChange={({ target }) => change({ url: target.value })}
        error={faults.url ?? problem?.fieldError("source.url") ?? problem?.fieldError("source")}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label="User name"
          hint="Only if the camera asks for one"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={256}
          value={draft.username}
          onChange={({ target }) => change({ username: target.value })}
          error={problem?.fieldError("source.username")}
        />
        <PasswordField
          label="Password"
          hint={hasPassword ? "Leave it empty to keep the stored one" : "Kept encrypted and never shown again"}
          autoComplete="new-password"
          maxLength={256}
          value={draft.password}
          onChange={({ target }) => change({ password: target.value })}
          error={problem?.fieldError("source.password")}
        />
      </div>
    </>
  );
}

function FileFields({ draft, change, faults, problem }: SourceFieldsProps) {
  return (
    <>
      <TextField
        label="File"
        hint="The full path, for example /videos/yard.mp4"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={draft.path}
        onChange={({ target }) => change({ path: target.value })}
        error={faults.path ?? problem?.fieldError("source.path") ?? problem?.fieldError("source")}
      />
      <Switch
        label="Start again at the end"
        hint="Otherwise the camera rests when the video is over"
        checked={draft.loop}
        onCheckedChange={(loop) => change({ loop })}
      />
    </>
  );
}
