import { ProblemPanel } from "@/components/ui/problem-panel";
import { Switch } from "@/components/ui/switch";
import { useEditCamera } from "@/features/cameras/api/editCamera";
import type { Camera } from "@/lib/api/types";

/** Pauses a camera and goes on with it. */
export function WatchSwitch({ camera }: { camera: Camera }) {
  const edit = useEditCamera(camera.id);
  return (
    <div className="flex flex-col gap-2">
      <Switch
        label="Watch this camera"
        hint="Off: no picture is taken and nothing is noticed. Its events stay."
        checked={edit.isPending ? edit.variables.enabled === true : camera.enabled}
        onCheckedChange={(enabled) => edit.mutate({ enabled })}
      />
      {edit.error && <ProblemPanel error={edit.error} />}
    </div>
  );
}
