import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Switch } from "@/components/ui/switch";
import { useToast } from "@/components/ui/toast";
import { useDeleteRule, useRestoreRule, useSwitchRule, type Rule } from "@/features/rules/api/rules";
import { useHouseLanguage } from "@/lib/text/house";
import { onThisClock } from "@/lib/time/format";

interface RuleListProps {
  rules: readonly Rule[];
  /** Whether this person may change them. */
  administrator: boolean;
  edit: (rule: Rule) => ReactNode;
}

/** Each rule as one sentence, with a switch. */
export function RuleList({ rules, administrator, edit }: RuleListProps) {
  const flip = useSwitchRule();
  const remove = useDeleteRule();
  const restore = useRestoreRule();
  const toast = useToast();
  const spoken = useHouseLanguage();
  const take = (rule: Rule) => {
    const undo = () => restore.mutate(rule.id);
    remove.mutate(rule.id, { onSuccess: () => toast({ text: `“${rule.name}” was deleted.`, action: { label: "Undo", run: undo } }) });
  };
  return (
    <>
      <ul className="flex flex-col gap-3">
        {rules.map((rule) => (
          <li key={rule.id} className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4">
            <p {...(rule.understood ? spoken : {})} className="text-sentence break-words">
              {rule.understood ? onThisClock(rule.sentence) : "Another version of ArgusAI made this rule. Build it anew."}
            </p>
            {rule.trouble !== "" && (
              <p className="flex items-start gap-2 font-medium text-urgent">
                <TriangleAlert aria-hidden="true" size={18} className="mt-1 shrink-0" />
                <span {...spoken} className="min-w-0 break-words">{rule.trouble}</span>
              </p>
            )}
            <p className="text-small text-quiet">
              <span className="font-medium">{rule.name}</span>
              {" · "}
              {rule.last_fired_at === null ? "Never fired" : <>Last fired <Moment at={rule.last_fired_at} /></>}
              {rule.last_fired_at !== null && " · "}
              {rule.last_fired_at === null ? "" : rule.fired_this_week === 0 ? "not this week" : `${String(rule.fired_this_week)} ${rule.fired_this_week === 1 ? "event" : "events"} this week`}
            </p>
            {administrator && (
              <div className="flex flex-wrap items-center justify-between gap-2">
                <Switch label="On" of={rule.name} checked={rule.enabled} onCheckedChange={(enabled) => flip.mutate({ id: rule.id, enabled })} />
                <div className="flex flex-wrap gap-2">
                  {edit(rule)}
                  <Button look="danger" aria-label={`Delete ${rule.name}`} pending={remove.isPending && remove.variables === rule.id} onClick={() => take(rule)}>
                    Delete
                  </Button>
                </div>
              </div>
            )}
          </li>
        ))}
      </ul>
      {flip.error && <ProblemPanel error={flip.error} summary="The rule was not switched." />}
      {remove.error && <ProblemPanel error={remove.error} summary="The rule was not deleted." />}
      {restore.error && <ProblemPanel error={restore.error} summary="The rule did not come back." />}
    </>
  );
}
