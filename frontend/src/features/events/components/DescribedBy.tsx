import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import type { EventDetail } from "@/lib/api/types";
import { descriptionsQuery, useDescribeAgain, useDescriberChoice } from "@/features/events/api/descriptions";
import { costInWords, describerWord, plural } from "@/features/events/words";
import { ForAdministrators } from "@/lib/role/administrators";
import { Looks } from "./Looks";
import { SameAs } from "./SameAs";

/** Who described it, from what, how sure, how long, at what cost; and a way to ask somebody else. */
export function DescribedBy({ event }: { event: EventDetail }) {
  const { description } = event;
  const { data } = useQuery(descriptionsQuery(event.id, description.text));
  const shown = data?.items.find(({ id }) => id === data.shown_id);
  const asked = shown && !shown.reused;
  return (
    <div className="flex flex-col gap-1">
      <p>
        {describerWord(description.describer)}
        {shown?.reused && ` (${shown.model}), sure to ${String(shown.confidence)} %.`}
        {asked && ` (${shown.model}) from ${plural(shown.frames.length, "picture", "pictures")}, sure to ${String(shown.confidence)} %. `}
        {asked && `It took ${shown.seconds.toFixed(1)} s and ${costInWords(shown.cost)}.`}
        {description.provisional && ". Not final yet: better words may follow."}
      </p>
      {data && <SameAs descriptions={data} />}
      {data && <Looks descriptions={data} />}
      <ForAdministrators>
        {event.frames.length + (event.snapshot ? 1 : 0) > 0 && <Again eventId={event.id} busy={data?.state === "waiting"} />}
      </ForAdministrators>
    </div>
  );
}

function Again({ eventId, busy }: { eventId: string; busy: boolean }) {
  const { data = [] } = useDescriberChoice();
  const again = useDescribeAgain(eventId);
  const choice = data.filter(({ enabled }) => enabled);
  if (choice.length === 0) return null;
  return (
    <>
      <div className="flex flex-wrap gap-2 pt-1">
        {choice.map(({ id, name }) => (
          <Button key={id} disabled={busy} pending={again.isPending && again.variables === id} onClick={() => again.mutate(id)}>
            Describe again with {name}
          </Button>
        ))}
      </div>
      {again.error && <ProblemPanel error={again.error} summary="It is not described again." />}
    </>
  );
}
