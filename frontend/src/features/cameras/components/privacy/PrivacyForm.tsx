import { Check, Image, Video } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { LeaveQuestion } from "@/components/ui/leave-question";
import { Overtaken } from "@/components/ui/overtaken";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Switch } from "@/components/ui/switch";
import { useMaskCamera } from "@/features/cameras/api/maskCamera";
import { LEAST_CORNERS } from "@/features/cameras/watch/polygon";
import { anyFault, masksOf, newMask, polygonsOf, type PrivacyDrawing, type PrivacyMask } from "@/features/cameras/watch/privacy";
import { problemOf } from "@/lib/api/problem";
import type { Camera } from "@/lib/api/types";
import { useOvertaken } from "@/lib/forms/overtaken";
import { PrivacyEditor } from "./PrivacyEditor";

const VIDEO = [
  { value: "reencode", label: "With video", hint: "Clips and live video are re-encoded with the black in them. That costs a part of a processor core, all the time.", icon: Video },
  { value: "pictures", label: "Pictures only", hint: "Costs little. There are no clips and no sound, and the live picture is a row of single pictures.", icon: Image },
] as const;

/** What is black in everything of one camera, to be changed. */
export function PrivacyForm({ camera }: { camera: Camera }) {
  const save = useMaskCamera(camera.id);
  const [draft, setDraft] = useState<readonly PrivacyMask[] | null>(null);
  const [drawing, setDrawing] = useState<PrivacyDrawing | null>(null);
  const [chosen, setVideo] = useState<Camera["privacy"]["video"] | null>(null);
  const [forget, setForget] = useState(false);
  const [tried, setTried] = useState(false);
  const masks = draft ?? masksOf(camera);
  const video = chosen ?? camera.privacy.video;
  const dirty = JSON.stringify([polygonsOf(masks), video]) !== JSON.stringify([camera.privacy.polygons, camera.privacy.video]);
  const overtaken = useOvertaken(camera.privacy, { untouched: draft === null && chosen === null, saving: save.isPending });
  const drawn = drawing !== null && drawing.corners.length > 0;
  const fault = anyFault(masks);
  const problem = problemOf(save.error);

  // What was drawn and not yet finished belongs to what is saved.
  const submit = () => {
    if (save.isPending) return;
    setTried(true);
    if (!drawn) return put(masks);
    if (drawing.corners.length < LEAST_CORNERS) return setDrawing({ ...drawing, refused: drawing.refused + 1 });
    const whole = [...masks, newMask(drawing.corners)];
    setDraft(whole);
    setDrawing(null);
    put(whole);
  };
  const put = (whole: readonly PrivacyMask[]) => {
    if (anyFault(whole)) return;
    save.mutate(
      { polygons: polygonsOf(whole), video, older: forget ? "delete" : "keep" },
      {
        onSuccess: () => {
          setTried(false);
          setDraft(null);
          setVideo(null);
          setForget(false);
        },
      },
    );
  };

  return (
    <form
      noValidate
      className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <LeaveQuestion lost={dirty || drawn ? "What you changed about the privacy masks is not saved, so it does not hold yet." : null} />
      <Section title="Black everywhere">
        <p className="text-small text-quiet">
          Nothing in here is stored, shown or sent, and nothing is detected in it. To ignore motion only, use a mask under “What it watches for”.
        </p>
        <PrivacyEditor camera={camera} masks={masks} onChange={setDraft} drawing={drawing} onDrawing={setDrawing} />
      </Section>
      <Section title="What becomes of the video">
        <Choice legend="What becomes of the video" stacked value={video} onChange={setVideo} options={VIDEO} />
        <Switch
          label="Also delete pictures and clips from before"
          hint={
            forget
              ? "All older pictures and clips of this camera are deleted for good when you save. The sentences stay."
              : "Older pictures and clips stay as they are, without the black."
          }
          checked={forget}
          onCheckedChange={setForget}
        />
        {problem && <ProblemPanel error={problem} summary="The masks are not saved." takeFocus />}
        {tried && fault && (
          <p role="alert" className="text-small font-medium text-urgent">
            {fault}
          </p>
        )}
        <Overtaken when={overtaken} otherwise="load this page again to see them" />
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" look="primary" pending={save.isPending}>
            {forget ? "Save and delete older pictures" : "Save"}
          </Button>
          <p role="status" className="flex items-center gap-1 text-small text-quiet">
            {dirty && !save.isPending && "Not saved yet"}
            {save.isSuccess && !dirty && (
              <>
                <Check aria-hidden="true" size={16} className="text-good" />
                Saved. It holds for everything from now on.
              </>
            )}
          </p>
        </div>
      </Section>
    </form>
  );
}
