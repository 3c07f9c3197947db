import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useEventNotices } from "@/features/notices/api/notices";
import { silence } from "@/features/notices/words";
import { Moment } from "@/components/ui/moment";
import { DeliveryLine } from "./DeliveryLine";

/** Who was told of an event, by which rule and channel, and whether it arrived. `seesAll`: what others were told, too. */
export function EventNotices({ eventId, personId, seesAll }: { eventId: string; personId: string | undefined; seesAll: boolean }) {
  const { data: told, error, refetch } = useEventNotices(eventId);
  if (error && !told) {
    return <ProblemPanel error={error} summary="Who was told could not be loaded." onRetry={() => void refetch()} />;
  }
  if (!told) return null;
  return (
    <Section title="Who was told">
      {told.length === 0 && <p className="text-quiet">{seesAll ? "Nobody was told of this event." : "You were not told of this event."}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {told.map((each) => (
          <li key={each.notice_id} className="flex flex-col gap-1 py-2">
            <p className="break-words">
              <span className="font-medium">{each.person_name}</span> <Moment at={each.made_at} className="text-small text-quiet" />{" "}
              <span className="text-small text-quiet">
                {each.rules.length > 0 && `by “${each.rules.join("”, “")}”. `}
                {silence(each.silent) || (each.deliveries.length === 0 && "In the list of notices only: there is no other channel.")}
                {each.read_at !== null && " Read."}
                {each.acknowledged_by && ` ${each.acknowledged_by} sees to it.`}
              </span>
            </p>
            <ul className="flex flex-col gap-1">
              {each.deliveries.map((delivery) => (
                <DeliveryLine key={delivery.id} delivery={delivery} mine={delivery.person_id === personId} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  );
}
