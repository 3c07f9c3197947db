import { Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { LeaveQuestion } from "@/components/ui/leave-question";
import { Overtaken } from "@/components/ui/overtaken";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useEditCamera } from "@/features/cameras/api/editCamera";
import { aNight, draftsOf, faultsOf, isWhole, MOST_RANGES, rangesOf, type RangeDraft } from "@/features/cameras/hours/draft";
import { sayHours } from "@/features/cameras/hours/words";
import type { Camera } from "@/lib/api/types";
import { useOvertaken } from "@/lib/forms/overtaken";
import { RangeFields } from "./RangeFields";
import { WeekPicture } from "./WeekPicture";

interface HoursFormProps {
  camera: Camera;
  onSaved: () => void;
  /** The way out without saving. */
  leave: ReactNode;
}

/** When one camera watches, to be changed. */
export function HoursForm({ camera, onSaved, leave }: HoursFormProps) {
  const save = useEditCamera(camera.id);
  const [start] = useState(() => draftsOf(camera.schedule));
  const [drafts, setDrafts] = useState(start);
  const [tried, setTried] = useState(false);
  const overtaken = useOvertaken(camera.schedule, { untouched: false, saving: save.isPending || save.isSuccess });
  const change = (next: RangeDraft[]) => {
    if (!save.isPending) save.reset();
    setDrafts(next);
  };
  const whole = drafts.filter(isWhole);
  const isFaulty = whole.length < drafts.length;
  const shown = rangesOf(whole);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        setTried(true);
        if (!isFaulty && !save.isPending) save.mutate({ schedule: shown }, { onSuccess: onSaved });
      }}
    >
      <LeaveQuestion lost={drafts === start ? null : "The hours that you changed are not saved."} />
      <Section title="The week">
        <p role="status" className="break-words">
          {isFaulty && whole.length === 0 ? "Not complete yet" : sayHours(shown)}
        </p>
        <WeekPicture ranges={isFaulty && whole.length === 0 ? [{ days: [], begins: "00:00", ends: "00:00" }] : shown} />
        <p className="text-small text-quiet">
          At other times the camera stays connected and live, and no event is opened. Times are those of the clock where the cameras
          are. Hours may overlap.
        </p>
      </Section>
      {drafts.map((draft, number) => (
        <RangeFields
          key={draft.id}
          number={number + 1}
          draft={draft}
          faults={tried ? faultsOf(draft) : {}}
          onChange={(changed) => change(drafts.map((each) => (each.id === draft.id ? changed : each)))}
          onRemove={() => change(drafts.filter((each) => each.id !== draft.id))}
        />
      ))}
      {drafts.length < MOST_RANGES && (
        <Button className="self-start" onClick={() => change([...drafts, aNight()])}>
          <Plus aria-hidden="true" size={18} />
          Add hours
        </Button>
      )}
      {save.error && <ProblemPanel error={save.error} summary="Your changes are not saved." takeFocus />}
      {tried && isFaulty && (
        <p role="alert" className="text-small font-medium text-urgent">
          Some hours are not complete: see above.
        </p>
      )}
      <Overtaken when={overtaken} otherwise="leave without saving to see them" />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" pending={save.isPending}>
          Save
        </Button>
        {leave}
      </div>
    </form>
  );
}
