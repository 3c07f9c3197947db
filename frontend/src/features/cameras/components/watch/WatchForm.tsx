import { Check, Redo2, Undo2 } from "lucide-react";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { LeaveQuestion } from "@/components/ui/leave-question";
import { Overtaken } from "@/components/ui/overtaken";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useDefaultFilters } from "@/features/cameras/api/defaultFilters";
import { useRulesDraft, type RulesEdit } from "@/features/cameras/hooks/useRulesDraft";
import { firstFault, leastOf, newPlace, type Drawing, type LabelFilter } from "@/features/cameras/watch/rules";
import type { Camera } from "@/lib/api/types";
import { LabelList } from "./LabelList";
import { PlaceEditor } from "./PlaceEditor";
import { PlaceTrial } from "./PlaceTrial";

/** What one camera watches for, to be changed. `live`: the live picture, to draw on; without it the newest one is shown. */
export function WatchForm({ camera, live }: { camera: Camera; live?: ReactNode }) {
  const { data, error, refetch } = useDefaultFilters();
  if (data) return <Form camera={camera} defaults={data} live={live} />;
  if (error) return <ProblemPanel error={error} summary="What can be watched for is not known." onRetry={() => void refetch()} />;
  return (
    <Loading label="Loading what can be watched for">
      <Skeleton className="aspect-video w-full max-w-3xl" />
    </Loading>
  );
}

function Form({ camera, defaults, live }: { camera: Camera; defaults: readonly LabelFilter[]; live: ReactNode }) {
  const labels = defaults.map(({ label }) => label);
  const edit = useRulesDraft(camera, labels);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  // What was drawn and not yet finished belongs to what is saved.
  const save = () => {
    if (edit.saving) return;
    if (drawing === null || drawing.corners.length === 0) return edit.save();
    if (drawing.corners.length < leastOf(drawing)) return setDrawing({ ...drawing, refused: drawing.refused + 1 });
    const whole = { ...edit.draft, places: [...edit.draft.places, newPlace(edit.draft, drawing.kind, drawing.corners)] };
    edit.change(whole);
    setDrawing(null);
    edit.save(whole);
  };
  const undoByKey = (key: KeyboardEvent) => {
    const typing = key.target instanceof HTMLInputElement && key.target.type === "text";
    const letter = key.key.toLowerCase();
    if (!(letter === "z" || letter === "y") || !(key.ctrlKey || key.metaKey) || typing) return;
    key.preventDefault();
    if (letter === "y" || key.shiftKey) edit.redo();
    else edit.undo();
  };
  return (
    // The keys only repeat what the buttons Undo and Redo do.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      className="flex flex-col gap-4 [&_button]:scroll-mb-40 [&_input]:scroll-mb-40 [&_summary]:scroll-mb-40" // clear of the bar
      onKeyDown={undoByKey}
      onSubmit={(submit) => {
        submit.preventDefault();
        save();
      }}
    >
      <LeaveQuestion lost={drawing?.corners.length ? `The ${drawing.kind} that you are drawing is not finished.` : null} lostOnClose={edit.dirty} />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="flex min-w-0 flex-col gap-4">
          <Section title="Zones, lines and masks">
            <PlaceEditor camera={camera} edit={edit} labels={labels} live={live} drawing={drawing} onDrawing={setDrawing} />
          </Section>
          <Section title="Try it">
            <PlaceTrial cameraId={camera.id} draft={edit.draft} />
          </Section>
        </div>
        <Section title="What is told">
          <LabelList camera={camera} edit={edit} defaults={defaults} />
        </Section>
      </div>
      <EndBar edit={edit} />
    </form>
  );
}

/** Stays in sight: save, undo, what became of it. */
function EndBar({ edit }: { edit: RulesEdit }) {
  const fault = edit.tried ? firstFault(edit.draft) : undefined;
  return (
    <div data-end-bar className="sticky bottom-16 z-20 flex flex-col gap-2 rounded-card border border-line bg-surface p-3 shadow-lg lg:bottom-0">
      {edit.problem && <ProblemPanel error={edit.problem} summary="Your changes are not saved." takeFocus />}
      {fault && (
        <p role="alert" className="text-small font-medium text-urgent">
          {fault}
        </p>
      )}
      <Overtaken when={edit.overtaken} otherwise="discard yours to see them" />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" pending={edit.saving}>
          Save
        </Button>
        <Button disabled={!edit.canUndo || edit.saving} onClick={edit.undo}>
          <Undo2 aria-hidden="true" size={18} />
          Undo
        </Button>
        <Button disabled={!edit.canRedo || edit.saving} onClick={edit.redo}>
          <Redo2 aria-hidden="true" size={18} />
          Redo
        </Button>
        {edit.dirty && !edit.saving && (
          <Button look="quiet" onClick={edit.discard}>
            Discard changes
          </Button>
        )}
        <p role="status" className="flex items-center gap-1 text-small text-quiet">
          {edit.dirty && !edit.saving && "Not saved yet"}
          {edit.saved && !edit.dirty && (
            <>
              <Check aria-hidden="true" size={16} className="text-good" />
              Saved. It holds from the next picture on.
            </>
          )}
        </p>
      </div>
    </div>
  );
}
