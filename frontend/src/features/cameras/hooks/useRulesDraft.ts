import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useEditCamera } from "@/features/cameras/api/editCamera";
import { draftOf, isFaulty, rulesOf, type RulesDraft } from "@/features/cameras/watch/rules";
import { problemOf } from "@/lib/api/problem";
import type { Camera } from "@/lib/api/types";

const MOST_STEPS = 100;

/** `base`: what was stored when the first change was made. `steps`: the drafts before each change, oldest first; `undone`:
 * those that were taken back, the next one to come again last.
 * `step`: what the last change was, so that a drag is one step. */
interface Edit {
  base: string;
  draft: RulesDraft;
  steps: readonly RulesDraft[];
  undone: readonly RulesDraft[];
  step: string | null;
}

/** What a camera watches for while it is edited. Changes that are not saved stay known while one visits other pages. */
export function useRulesDraft(camera: Camera, known: readonly string[]) {
  const queryClient = useQueryClient();
  const save = useEditCamera(camera.id);
  const key = ["cameras", "rules-draft", camera.id];
  const [edit, setEdit] = useState<Edit | null>(() => queryClient.getQueryData<Edit>(key) ?? null);
  const [tried, setTried] = useState(false);
  const stored = draftOf(camera.rules, known);
  const storedKey = JSON.stringify(rulesOf(stored));
  const draft = edit?.draft ?? stored;
  const dirty = JSON.stringify(rulesOf(draft)) !== storedKey;

  const keep = (next: Edit | null) => {
    queryClient.setQueryDefaults(key, { gcTime: Infinity });
    if (next) queryClient.setQueryData<Edit>(key, next);
    else queryClient.removeQueries({ queryKey: key });
    setEdit(next);
  };

  return {
    draft,
    dirty,
    /** Somebody else saved other rules since the first change here. */
    overtaken: dirty && edit !== null && edit.base !== storedKey,
    /** Changes of the same `step` in a row are undone together; null: each by itself. */
    change: (next: RulesDraft, step: string | null = null) => {
      if (!save.isPending) save.reset();
      const merged = step !== null && edit?.step === step;
      const steps = merged ? edit.steps : [...(edit?.steps ?? []), draft].slice(-MOST_STEPS);
      keep({ base: edit?.base ?? storedKey, draft: next, steps, undone: [], step });
    },
    canUndo: edit !== null && edit.steps.length > 0,
    undo: () => {
      const before = edit?.steps.at(-1);
      if (edit && before) keep({ ...edit, draft: before, steps: edit.steps.slice(0, -1), undone: [...edit.undone, edit.draft], step: null });
    },
    canRedo: edit !== null && edit.undone.length > 0,
    redo: () => {
      const again = edit?.undone.at(-1);
      if (edit && again) keep({ ...edit, draft: again, steps: [...edit.steps, edit.draft], undone: edit.undone.slice(0, -1), step: null });
    },
    discard: () => {
      save.reset();
      setTried(false);
      keep(null);
    },
    /** Faults are told once one tried to save. */
    tried,
    save: (whole: RulesDraft = draft) => {
      setTried(true);
      if (save.isPending || isFaulty(whole)) return;
      save.mutate(
        { rules: rulesOf(whole) },
        {
          onSuccess: () => {
            setTried(false);
            keep(null);
          },
        },
      );
    },
    saving: save.isPending,
    saved: save.isSuccess,
    problem: problemOf(save.error),
  };
}

export type RulesEdit = ReturnType<typeof useRulesDraft>;
