import { Camera, Cctv, FileVideo, Usb } from "lucide-react";
import { Choice } from "@/components/ui/choice";
import { TextField } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import type { Draft, Faults } from "@/features/cameras/draft";
import type { Problem } from "@/lib/api/problem";
import type { CameraSource } from "@/lib/api/types";
import { NetworkFields } from "./NetworkFields";
import { UsbFields } from "./UsbFields";

export interface SourceFieldsProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  faults: Faults;
  problem: Problem | null;
  stored: CameraSource | undefined;
}

const KINDS = [
  { value: "rtsp", label: "Camera in the network", hint: "It has an address that begins with rtsp:// or rtsps://", icon: Cctv },
  {
    value: "http",
    label: "Camera with web pictures",
    hint: "JPEG or MJPEG, at an address that begins with http:// or https://",
    icon: Camera,
  },
  { value: "usb", label: "USB camera", hint: "Plugged into the machine that runs ArgusAI", icon: Usb },
  { value: "file", label: "Video file", hint: "A recording on the machine that runs ArgusAI", icon: FileVideo },
] as const;

/** Where the pictures come from. */
export function SourceFields(props: SourceFieldsProps) {
  const { draft, change } = props;
  return (
    <>
      <Choice legend="Kind of camera" value={draft.kind} onChange={(kind) => change({ kind })} options={KINDS} />
      {draft.kind === "file" ? <FileFields {...props} /> : draft.kind === "usb" ? <UsbFields {...props} /> : <NetworkFields {...props} />}
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
