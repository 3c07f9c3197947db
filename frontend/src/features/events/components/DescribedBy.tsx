import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { EventDetail } from "@/lib/api/types";
import { descriptionsQuery } from "@/features/events/api/descriptions";
import { costInWords, describerWord, plural } from "@/features/events/words";
import { ForAdministrators } from "@/lib/role/administrators";
import { DescribeAgain } from "./DescribeAgain";
import { Looks } from "./Looks";
import { SameAs } from "./SameAs";

/** Who described it, from what, how sure, how long, at what cost; and a way to ask somebody else. */
export function DescribedBy({ event }: { event: EventDetail }) {
  const { description } = event;
  // While those of other words are loaded, the list stays under whoever chose them.
  const { data } = useQuery({ ...descriptionsQuery(event.id, description.text), placeholderData: keepPreviousData });
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
      {data && <Looks eventId={event.id} descriptions={data} />}
      <ForAdministrators>
        {event.frames.length + (event.snapshot ? 1 : 0) > 0 && <DescribeAgain event={event} busy={data?.state === "waiting"} />}
      </ForAdministrators>
    </div>
  );
}
