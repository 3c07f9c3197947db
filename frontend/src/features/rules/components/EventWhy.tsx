import { Check, X } from "lucide-react";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useWhy } from "@/features/rules/api/rules";
import type { Schemas } from "@/lib/api/types";
import { useHouseLanguage } from "@/lib/text/house";
import { pageLocale } from "@/lib/time/locale";
import { onThisClock } from "@/lib/time/format";

type Look = Schemas["LookOut"];
type RuleWhy = Schemas["RuleWhyOut"];

const STAGES: Record<Look["stage"], string> = {
  opened: "When it began",
  grown: "While it went on",
  words: "When better words came",
  closed: "When it was over",
};

/** Which rules looked at an event, and what each of their conditions said. */
export function EventWhy({ eventId }: { eventId: string }) {
  const { data: why, error, refetch } = useWhy(eventId);
  if (error && !why) return <ProblemPanel error={error} summary="Why could not be loaded." onRetry={() => void refetch()} />;
  if (!why) return null;
  return (
    <Section title="Why">
      {why.looks.length === 0 && (
        <p className="text-quiet">
          What rules saw of it is not kept: it is from before there were rules, or from before{" "}
          {new Date(why.kept_since).toLocaleDateString(pageLocale())}.
        </p>
      )}
      {why.looks.map((look) => (
        <div key={`${look.stage} ${look.at}`} className="flex flex-col gap-2">
          <h3 className="text-small font-medium text-quiet">
            {STAGES[look.stage]}, <Moment at={look.at} />, in the mode {look.mode}
          </h3>
          {look.looked_at === null && <p className="text-quiet">The rules have not looked yet.</p>}
          {look.looked_at !== null && look.rules.length === 0 && <p className="text-quiet">No rule was switched on.</p>}
          {look.rules.map((rule) => (
            <RuleLooked key={rule.rule_id} rule={rule} />
          ))}
        </div>
      ))}
    </Section>
  );
}

/** One rule, and what each of its conditions said. */
export function RuleLooked({ rule }: { rule: RuleWhy }) {
  const spoken = useHouseLanguage();
  const leaves = rule.conditions.filter(({ found }) => found !== "");
  return (
    <details className="rounded-card border border-line px-3">
      <summary className="flex min-h-touch cursor-pointer flex-wrap items-center gap-2 py-2">
        <Mark holds={rule.fired} />
        <span className="font-medium break-words">{rule.name}</span>
        <span className="text-small text-quiet">{rule.fired ? (rule.told ? "fired" : "still holds") : "did not fire"}</span>
      </summary>
      <p {...spoken} className="pb-2 break-words">
        {onThisClock(rule.sentence)}
      </p>
      {rule.silenced && !rule.fired && (
        <p {...spoken} className="pb-2 font-medium text-notable">
          {rule.silenced}
        </p>
      )}
      <ul className="flex flex-col gap-1 pb-3">
        {leaves.map((each, number) => (
          <li key={number} className="flex items-start gap-2 text-small">
            <Mark holds={each.holds} />
            <span {...spoken} className="min-w-0 break-words">
              {onThisClock(each.clause)}: <span className="text-quiet">{onThisClock(each.found)}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Mark({ holds }: { holds: boolean }) {
  const Icon = holds ? Check : X;
  return (
    <>
      <Icon aria-hidden="true" size={18} className={holds ? "shrink-0 text-accent" : "shrink-0 text-quiet"} />
      <span className="sr-only">{holds ? "Yes:" : "No:"}</span>
    </>
  );
}
