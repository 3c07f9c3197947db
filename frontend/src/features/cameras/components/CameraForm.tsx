import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { LeaveQuestion } from "@/components/ui/leave-question";
import { Overtaken } from "@/components/ui/overtaken";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useCameraDraft } from "@/features/cameras/hooks/useCameraDraft";
import type { Camera } from "@/lib/api/types";
import { SecondResult } from "./SecondResult";
import { SourceFields } from "./SourceFields";
import { TestResult } from "./TestResult";

interface CameraFormProps {
  /** The camera to edit; undefined: a new one. */
  camera?: Camera;
  onSaved: (camera: Camera) => void;
  /** The way out beside the buttons: Cancel, Skip. */
  leave: ReactNode;
}

const FIELDS = ["name", "source.url", "source.username", "source.password", "source.path", "source.per_second", "source.device", "sub", "sub.url"];

/** Adds or edits a camera; a new source is tested before it is saved. */
export function CameraForm({ camera, onSaved, leave }: CameraFormProps) {
  const form = useCameraDraft(camera, onSaved);
  const outcome = useRef<HTMLDivElement>(null);
  const { draft, change, faults, problem, result, second, proven } = form;
  useEffect(() => {
    // Also a sentence without a picture: on a phone it would lie below the bar.
    if (form.testing || result) outcome.current?.scrollIntoView({ block: "nearest" });
  }, [form.testing, result]);
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (proven) form.runSave();
        else form.runTest();
      }}
    >
      <LeaveQuestion lost={form.dirty ? "What you typed about this camera is not saved." : null} />
      <SourceFields draft={draft} change={change} faults={faults} problem={problem} stored={camera?.source} />
      <TextField
        label="Name"
        hint="What you call the place: “Front door”, “Yard”. It stands in every sentence."
        maxLength={80}
        autoComplete="off"
        value={draft.name}
        onChange={({ target }) => change({ name: target.value })}
        error={faults.name ?? problem?.fieldError("name")}
      />
      <div ref={outcome} className="flex scroll-mt-20 scroll-mb-24 flex-col gap-5">
        <Overtaken when={form.overtaken} otherwise="leave without saving to see them" />
        <div className="flex flex-wrap gap-2">
          {proven ? (
            <Button type="submit" look="primary" pending={form.saving}>
              Save camera
            </Button>
          ) : (
            <Button type="submit" look="primary" pending={form.testing}>
              {result ? "Test again" : "Test the camera"}
            </Button>
          )}
          {(result?.ok === false || second?.ok === false) && (
            <Button pending={form.saving} onClick={form.runSave}>
              Save anyway
            </Button>
          )}
          {proven && (
            <Button pending={form.testing} onClick={form.runTest}>
              {result ? "Test again" : "Test the camera"}
            </Button>
          )}
          {leave}
        </div>
        {/* Below the buttons, so that a picture does not push them away. */}
        <TestResult
          testing={form.testing}
          result={result}
          onPicture={() => outcome.current?.scrollIntoView({ block: "nearest" })}
          onAccept={(certificate) => change({ certificate })}
        />
        {second && !form.testing && <SecondResult main={result} second={second} />}
        {problem && !problem.isToldBy(FIELDS) && <ProblemPanel error={problem} takeFocus />}
      </div>
    </form>
  );
}
