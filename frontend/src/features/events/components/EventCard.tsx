import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { Attention } from "@/components/ui/attention";
import { Tag } from "@/components/ui/chip";
import { Moment } from "@/components/ui/moment";
import type { EventItem } from "@/lib/api/types";
import { durationWords } from "@/lib/time/format";
import { classes } from "@/lib/text/classes";
import { describerWord, placesInWords, TRIGGERS } from "@/features/events/words";
import { labelWord } from "@/lib/text/labels";
import { Sentence } from "./Sentence";
import { Thumbnail } from "./Thumbnail";

/** Its click area and its focus ring are the whole card. */
const COVERING_LINK =
  "after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-2 " +
  "focus-visible:after:outline-offset-2 focus-visible:after:outline-focus";

interface EventCardProps {
  event: EventItem;
  /** The card's level in the page's headings. */
  heading?: "h2" | "h3";
  /** Place in the list, from 1, and how many there are (-1: more than are known). */
  position?: number;
  total?: number;
}

/** One event of a list: the sentence first, the whole card is its link. */
export const EventCard = memo(function EventCard({ event, heading: Heading = "h3", position, total }: EventCardProps) {
  const titleId = `event-${event.id}`;
  return (
    <article
      aria-labelledby={titleId}
      aria-posinset={position}
      aria-setsize={total}
      className={
        // On a phone the sentence takes the whole width, with picture and facts below it.
        "relative grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-2 rounded-card border border-line bg-surface p-3 " +
        "focus-within:border-line-strong hover:border-line-strong sm:grid-rows-[auto_1fr] sm:gap-x-4 sm:gap-y-1.5"
      }
    >
      <Heading
        id={titleId}
        className={classes(
          "col-span-2 text-sentence break-words sm:col-span-1 sm:col-start-2",
          event.seen ? "font-normal" : "font-semibold",
        )}
      >
        <Link to="/events/$eventId" params={{ eventId: event.id }} className={COVERING_LINK}>
          {!event.seen && <Unseen />}
          <Sentence description={event.description} />
        </Link>
      </Heading>
      <Thumbnail event={event} className="w-24 self-start min-[22.5rem]:w-32 sm:col-start-1 sm:row-span-2 sm:row-start-1 sm:w-48" />
      <div className="flex min-w-0 flex-col gap-1.5 sm:col-start-2">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-small text-quiet">
          <span className="min-w-0 font-medium break-words text-ink">{event.camera_name}</span>
          <span>
            <Moment at={event.started_at} />
            <span aria-hidden="true"> · </span>
            {event.state === "open" ? (
              `for ${durationWords(event.duration_seconds)} so far`
            ) : (
              <>
                <span className="sr-only">, lasted </span>
                {durationWords(event.duration_seconds)}
              </>
            )}
          </span>
        </p>
        <EventTags event={event} />
      </div>
    </article>
  );
});

function Unseen() {
  return (
    <>
      <span aria-hidden="true" className="mr-2 inline-block size-2.5 rounded-full bg-accent align-middle" />
      <span className="sr-only">Not seen yet: </span>
    </>
  );
}

function EventTags({ event }: { event: EventItem }) {
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {event.state === "open" && <HappeningNow />}
      <Attention level={event.attention} reason={event.attention_reason} />
      {event.trigger !== "track" && <Tag>{TRIGGERS[event.trigger]}</Tag>}
      {event.labels.map((label) => (
        <Tag key={label}>{labelWord(label)}</Tag>
      ))}
      {placesInWords(event).map((place) => (
        <Tag key={place}>{place}</Tag>
      ))}
      {event.attention > 0 && <span className="text-small text-quiet">{event.attention_reason}</span>}
      <span className="hidden text-small text-quiet sm:inline">
        by {describerWord(event.description.describer)}
        {event.description.provisional && ", not final yet"}
      </span>
    </div>
  );
}

export function HappeningNow() {
  return (
    <Tag className="bg-accent-soft font-medium">
      <span aria-hidden="true" className="size-2 animate-pulse rounded-full bg-accent" />
      Happening now
    </Tag>
  );
}
