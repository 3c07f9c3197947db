import { useState } from "react";
import { useAddCamera } from "@/features/cameras/api/addCamera";
import { useEditCamera } from "@/features/cameras/api/editCamera";
import { useTestCamera } from "@/features/cameras/api/testCamera";
import { draftOf, EMPTY_DRAFT, faultsOf, secondOf, sourceOf, type Draft } from "@/features/cameras/draft";
import type { Camera } from "@/lib/api/types";
import { problemOf } from "@/lib/api/problem";
import { useOvertaken } from "@/lib/forms/overtaken";

/** A camera being added (`camera` undefined) or edited: what is typed, its last test, and saving it. */
export function useCameraDraft(camera: Camera | undefined, onSaved: (camera: Camera) => void) {
  const [start] = useState<Draft>(() => (camera ? draftOf(camera) : EMPTY_DRAFT));
  const [draft, setDraft] = useState(start);
  const [testedKey, setTestedKey] = useState<string | null>(null);
  const [tried, setTried] = useState<"no" | "source" | "all">("no");
  const test = useTestCamera();
  const testSecond = useTestCamera();
  const add = useAddCamera();
  const edit = useEditCamera(camera?.id ?? "");
  const save = camera ? edit : add;

  const source = sourceOf(draft);
  const sub = secondOf(draft);
  const key = JSON.stringify([source, sub]);
  const faults = faultsOf(draft);
  const stored = camera && draftOf(camera);
  const sourceChanged = !stored || JSON.stringify(source) !== JSON.stringify(sourceOf(stored));
  const secondChanged = !stored || JSON.stringify(sub) !== JSON.stringify(secondOf(stored));
  // A result says nothing about a source that was changed since.
  const result = testedKey === key ? test.data : undefined;
  const second = testedKey === key && sub ? testSecond.data : undefined;
  const overtaken = useOvertaken(stored, { untouched: false, saving: save.isPending || save.isSuccess });
  const failure = save.error ?? (testedKey === key ? (test.error ?? testSecond.error) : null);

  const runTest = () => {
    setTried("source");
    if (test.isPending || testSecond.isPending || faults.url || faults.path || faults.perSecond || faults.device) return;
    save.reset();
    setTestedKey(key);
    const known = camera ? { camera_id: camera.id } : {};
    test.mutate({ source, ...known });
    if (sub) testSecond.mutate({ source, sub, ...known });
  };
  const runSave = () => {
    setTried("all");
    if (save.isPending || Object.keys(faults).length > 0) return;
    const changed = { ...(sourceChanged ? { source } : {}), ...(secondChanged ? { sub } : {}) };
    if (camera === undefined) add.mutate({ name: draft.name, source, ...(sub ? { sub } : {}), enabled: true }, { onSuccess: onSaved });
    else edit.mutate({ name: draft.name, ...changed }, { onSuccess: onSaved });
  };

  return {
    draft,
    dirty: JSON.stringify(draft) !== JSON.stringify(start),
    change: (part: Partial<Draft>) => {
      // Another kind has other inputs, which nobody has filled in wrongly yet.
      if (part.kind !== undefined) setTried("no");
      setDraft((before) => ({ ...before, ...part }));
    },
    // A test needs no name.
    faults: tried === "all" ? faults : tried === "source" ? { ...faults, name: undefined } : {},
    problem: problemOf(failure),
    result,
    /** What the second stream answered. */
    second,
    /** The sources gave a picture, or are the stored ones. */
    proven: (!sourceChanged && !secondChanged) || (result?.ok === true && (sub === null || second?.ok === true)),
    /** Somebody else saved something else since this was opened. */
    overtaken,
    testing: test.isPending || testSecond.isPending,
    saving: save.isPending,
    runTest,
    runSave,
  };
}

export type CameraDraft = ReturnType<typeof useCameraDraft>;
