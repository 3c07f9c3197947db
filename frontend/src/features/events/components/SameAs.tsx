import { Link } from "@tanstack/react-router";
import type { Schemas } from "@/lib/api/types";
import { reuseInWords } from "@/features/events/words";
import { clockTime } from "@/lib/time/format";
import { useTimeZone } from "@/lib/time/zone";

/** That the words were found for another event, and for which one; or why they could not be those of one that was much alike. */
export function SameAs({ descriptions }: { descriptions: Schemas["DescriptionsOut"] }) {
  const timeZone = useTimeZone();
  const shown = descriptions.items.find(({ id }) => id === descriptions.shown_id);
  if (shown?.reused) {
    const first = shown.same_as;
    return (
      <p>
        {first ? (
          <>
            The same words as at{" "}
            <Link to="/events/$eventId" params={{ eventId: first.event_id }} className="inline-block py-1 text-accent underline underline-offset-2">
              {clockTime(new Date(first.started_at), undefined, timeZone)}
            </Link>
            : it looked the same, so no model was asked again.
          </>
        ) : (
          "The same words as for an earlier event that looked the same, which is deleted."
        )}
      </p>
    );
  }
  const why = reuseInWords(descriptions.reuse);
  return why === "" ? null : <p className="text-small text-quiet">{why}</p>;
}
