import { Captions, Image, Video } from "lucide-react";
import { Choice } from "@/components/ui/choice";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Switch } from "@/components/ui/switch";
import { useEditCamera } from "@/features/cameras/api/editCamera";
import type { Camera } from "@/lib/api/types";

const KEPT = [
  { value: "clip", label: "Words, pictures and clip", hint: "The clip begins some seconds before the event.", icon: Video },
  { value: "snapshot", label: "Words and pictures", hint: "No video is written to the disk.", icon: Image },
  { value: "words", label: "Words only", hint: "No picture and no video is stored, not even a small one for “Why not?”.", icon: Captions },
] as const;

/** What is kept of a camera's events, and whether anything of it may be sent elsewhere. */
export function KeepChoice({ camera }: { camera: Camera }) {
  const edit = useEditCamera(camera.id);
  const wanted = edit.isPending ? edit.variables : {};
  return (
    <div className="flex flex-col gap-3">
      <Choice
        legend="What is kept of its events"
        stacked
        value={wanted.keep ?? camera.keep}
        onChange={(keep) => edit.mutate({ keep })}
        options={KEPT}
      />
      <p className="text-small text-quiet">
        A change holds from the next event on. What is stored already stays until it is too old or you delete it.
      </p>
      <Switch
        label="Never leaves the house"
        hint="No describer outside the house is shown its pictures, and no notice carries one. Its words are told."
        checked={wanted.stays_home ?? camera.stays_home}
        onCheckedChange={(stays_home) => edit.mutate({ stays_home })}
      />
      {edit.error && <ProblemPanel error={edit.error} summary="Your change is not saved." />}
    </div>
  );
}
