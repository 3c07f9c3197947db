import { useState } from "react";
import { useAddCamera } from "@/features/cameras/api/addCamera";
import { useEditCamera } from "@/features/cameras/api/editCamera";
import { useTestCamera } from "@/features/cameras/api/testCamera";
import { draftOf, EMPTY_DRAFT, faultsOf, sourceOf, type Draft } from "@/features/cameras/draft";
import type { Camera } from "@/lib/api/types";
import { problemOf } from "@/lib/api/problem";

/** A camera being added (`camera` undefined) or edited: what is typed, its last test, and saving it. */
export function useCameraDraft(camera: Camera | undefined, onSaved: (camera: Camera) => void) {
  const [draft, setDraft] = useState<Draft>(() => (camera ? draftOf(camera) : EMPTY_DRAFT));
  const [testedKey, setTestedKey] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const test = useTestCamera();
  const add = useAddCamera();
  const edit = useEditCamera(camera?.id ?? "");
  const save = camera ? edit : add;

  const source = sourceOf(draft);
  const key = JSON.stringify(source);
  const faults = faultsOf(draft);
  const sourceChanged = camera === undefined || key !== JSON.stringify(sourceOf(draftOf(camera)));
  // A result says nothing about a source that was changed since.
  const result = testedKey === key ? test.data : undefined;
  const failure = save.error ?? (testedKey === key ? test.error : null);

  const runTest = () => {
    setTried(true);
    if (test.isPending || faults.url || faults.path || faults.perSecond) return;
    save.reset();
    setTestedKey(key);
    test.mutate(camera ? { source, camera_id: camera.id } : { source });
  };
  const runSave = () => {
    setTried(true);
    if (save.isPending || Object.keys(faults).length > 0) return;
    if (camera === undefined) add.mutate({ name: draft.name, source, enabled: true }, { onSuccess: onSaved });
    else edit.mutate({ name: draft.name, ...(sourceChanged ? { source } : {}) }, { onSuccess: onSaved });
  };

  return {
    draft,
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    faults: tried ? faults : {},
    problem: problemOf(failure),
    result,
    /** The source gave a picture, or is the stored one. */
    proven: !sourceChanged || result?.ok === true,
    testing: test.isPending,
    saving: save.isPending,
    runTest,
    runSave,
  };
}

export type CameraDraft = ReturnType<typeof useCameraDraft>;
