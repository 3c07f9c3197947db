import { useDeferredValue, useMemo, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { LeaveQuestion } from "@/components/ui/leave-question";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useSaveRule, useTrial, type Rule } from "@/features/rules/api/rules";
import { asText, contentOf, startWith, treeOf, type Draft } from "@/features/rules/draft";
import { faultsOf } from "@/features/rules/faults";
import { problemOf } from "@/lib/api/problem";
import { DryRun } from "./DryRun";
import { HowPart } from "./HowPart";
import { OwnText } from "./OwnText";
import type { Choices } from "./parts";
import { WhenPart } from "./WhenPart";
import { WherePart } from "./WherePart";
import { WhoPart } from "./WhoPart";
import { WhomPart } from "./WhomPart";

interface RuleFormProps {
  /** Null: a new one. */
  rule: Rule | null;
  choices: Choices;
  onSaved: () => void;
  /** The way out beside the button. */
  leave: ReactNode;
  link: (eventId: string, text: string) => ReactNode;
}

/** Who, where, when, how, and whom it tells; beside it the sentence and what it would have done. */
export function RuleForm({ rule, choices, onSaved, leave, link }: RuleFormProps) {
  const [start] = useState(() => startWith(rule));
  const [{ draft, own }, setForm] = useState(start);
  const [tried, setTried] = useState(false);
  const save = useSaveRule(rule?.id ?? null);
  const faults = useMemo(() => (own === null ? faultsOf(draft) : {}), [draft, own]);
  const whole = Object.keys(faults).length === 0 && draft.days.length > 0 && draft.people?.length !== 0;
  const content = useMemo(() => (whole ? contentOf(draft, own) : null), [whole, draft, own]);
  // Its name says nothing of what it does, so typing it asks nothing.
  const asked = useMemo(() => content && { ...content, name: "A rule" }, [content]);
  const trialled = useDeferredValue(asked);
  const trial = useTrial(trialled, rule?.id ?? null);
  const dirty = JSON.stringify({ draft, own }) !== JSON.stringify(start);
  const unnamed = draft.name.trim() === "";
  const edit = (changes: Partial<Draft>) => setForm({ draft: { ...draft, ...changes }, own });
  const part = { draft, choices, faults, edit };
  return (
    <form
      noValidate
      className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]"
      onSubmit={(submit) => {
        submit.preventDefault();
        setTried(true);
        if (content !== null && !unnamed && !save.isPending) save.mutate(content, { onSuccess: onSaved });
      }}
    >
      <LeaveQuestion lost={dirty ? "What you changed in this rule is not saved." : null} />
      <div className="flex min-w-0 flex-col gap-4">
        <TextField
          label="Name"
          hint="Notices say it, such as “Somebody at the door at night”."
          value={draft.name}
          maxLength={80}
          error={tried && unnamed ? "Give the rule a name." : undefined}
          onChange={({ target }) => edit({ name: target.value })}
        />
        {own === null ? (
          <>
            <WhoPart {...part} />
            <WherePart {...part} />
            <WhenPart {...part} />
            <HowPart {...part} />
            <div>
              <Button look="quiet" onClick={() => setForm({ draft, own: asText(treeOf(draft)) })}>
                Write the conditions yourself
              </Button>
            </div>
          </>
        ) : (
          <OwnText
            text={own}
            error={problemOf(trial.error)?.detail}
            accepted={trial.isSuccess && !trial.isPlaceholderData && trialled === asked}
            onChange={(text) => setForm({ draft, own: text })}
            onForm={(simple) => setForm({ draft: { ...simple, ...keep(draft) }, own: null })}
          />
        )}
        <WhomPart {...part} />
        {save.error && <ProblemPanel error={save.error} summary="The rule was not saved." />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" pending={save.isPending}>
            {rule === null ? "Make the rule" : "Save the rule"}
          </Button>
          {leave}
        </div>
      </div>
      <div className="lg:sticky lg:top-20">
        <DryRun trial={content === null ? null : trial.data} error={content === null ? null : trial.error} stored={rule !== null} link={link} />
      </div>
    </form>
  );
}

/** What is no condition. */
function keep({ name, people, channels, cooldownSeconds, urgent, evenDisarmed, enabled }: Draft) {
  return { name, people, channels, cooldownSeconds, urgent, evenDisarmed, enabled };
}
