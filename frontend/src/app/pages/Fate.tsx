import type { Fate as WhatBecame } from "@/features/decisions/api/reasons";
import { DeliveryLine } from "@/features/notices/components/DeliveryLine";
import { RuleLooked } from "@/features/rules/components/EventWhy";
import { useSession } from "@/features/session/api/useSession";
import { onThisClock } from "@/lib/time/format";
import { useHouseLanguage } from "@/lib/text/house";

/** What became of an event or a notice: what went where, and which rules looked. */
export function Fate({ fate: { sentence, told, rules } }: { fate: WhatBecame }) {
  const personId = useSession()?.user?.id;
  const deliveries = told.flatMap((each) => each.deliveries);
  return (
    <>
      <p {...useHouseLanguage()} className="font-medium break-words">
        {onThisClock(sentence)}
      </p>
      {deliveries.length > 0 && (
        <ul aria-label="What was sent" className="flex flex-col gap-1">
          {deliveries.map((delivery) => (
            <DeliveryLine key={delivery.id} delivery={delivery} mine={delivery.person_id === personId} />
          ))}
        </ul>
      )}
      {rules.map((rule) => (
        <RuleLooked key={rule.rule_id} rule={rule} />
      ))}
    </>
  );
}
