import { Film, Gauge, Leaf } from "lucide-react";
import { Choice } from "@/components/ui/choice";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useEditCamera } from "@/features/cameras/api/editCamera";
import type { Camera } from "@/lib/api/types";

const FULL = {
  value: "off",
  label: "Decode every picture",
  hint: "The surest way. Watching a smaller stream of the camera saves more than anything here.",
  icon: Film,
} as const;

const SAVING = [
  {
    value: "auto",
    label: "Save once it is proven",
    hint: "Decodes everything for a day and compares. Saves when nothing would have been missed, and goes on checking itself.",
    icon: Gauge,
  },
  {
    value: "keyframes",
    label: "Save now",
    hint: "While nothing moves, only keyframes are decoded. Motion wakes it, from the second before on.",
    icon: Leaf,
  },
] as const;

/** What of a camera's pictures is decoded while nothing happens, and what that saves. */
export function SavePower({ camera }: { camera: Camera }) {
  const edit = useEditCamera(camera.id);
  const gate = camera.health.gate;
  const chosen = edit.isPending ? (edit.variables.gate ?? camera.gate) : camera.gate;
  const choosable = gate?.offered === true || chosen !== "off";
  return (
    <div className="flex flex-col gap-3">
      {gate?.sentence && <p>{gate.sentence}</p>}
      {choosable ? (
        <Choice
          legend="Save power"
          stacked
          value={chosen}
          onChange={(next) => edit.mutate({ gate: next })}
          options={[FULL, ...SAVING]}
        />
      ) : (
        <p className="text-small text-quiet">
          {gate ? `Nothing can be saved here. ${gate.why_not}` : "What can be saved is known once the camera is connected."}
        </p>
      )}
      {edit.error && <ProblemPanel error={edit.error} summary="Your change is not saved." />}
    </div>
  );
}
