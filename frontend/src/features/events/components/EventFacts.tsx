import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Attention } from "@/components/ui/attention";
import { Tag } from "@/components/ui/chip";
import { Section } from "@/components/ui/page";
import type { EventDetail } from "@/lib/api/types";
import { classes } from "@/lib/text/classes";
import { describeTime, durationWords } from "@/lib/time/format";
import { useNow } from "@/lib/time/now";
import { useTimeZone } from "@/lib/time/zone";
import { continuationQuery } from "@/features/events/api/continuation";
import { countedLabel, TRIGGERS } from "@/features/events/words";
import { DescribedBy } from "./DescribedBy";

/** Everything that can be asked about the event, each with its reason. */
export function EventFacts({ event }: { event: EventDetail }) {
  return (
    <Section title="Facts">
      <dl className="grid grid-cols-1 gap-x-6 gap-y-3 sm:grid-cols-[max-content_1fr]">
        <Fact name="Attention">
          <span className="flex flex-wrap items-center gap-2">
            <Attention level={event.attention} />
            <span lang={event.description?.language}>{event.attention_reason}</span>
          </span>
        </Fact>
        <Fact name="When">
          <FullTime at={event.started_at} />
        </Fact>
        <Fact name="How long">
          {durationWords(event.duration_seconds)}
          {event.state === "open" && " so far"}
        </Fact>
        <Fact name="What">
          {event.labels.length === 0 ? (
            "Nothing that has a name"
          ) : (
            <span className="flex flex-wrap gap-1.5">
              {event.labels.map((label) => (
                <Tag key={label}>{countedLabel(label, event)}</Tag>
              ))}
            </span>
          )}
        </Fact>
        <Places event={event} />
        <Fact name="Opened because">{TRIGGERS[event.trigger]}</Fact>
        {event.note !== "" && <Fact name="Note that came with it">{event.note}</Fact>}
        <Fact name="Described by" wide>
          <DescribedBy event={event} />
        </Fact>
        <Continuations event={event} />
      </dl>
    </Section>
  );
}

/** `wide`: below its name, for what is too long or has buttons that would not fit beside it. */
function Fact({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className={classes("-mb-2 text-quiet", wide ? "sm:col-span-2" : "sm:mb-0")}>{name}</dt>
      <dd className={classes("min-w-0 break-words", wide && "sm:col-span-2")}>{children}</dd>
    </div>
  );
}

/** What the tracks prove, also where the sentence of a model leaves it out. */
function Places({ event: { zones, lines } }: { event: EventDetail }) {
  return (
    <>
      {zones.length > 0 && <Fact name="In zones">{zones.join(", ")}</Fact>}
      {lines.length > 0 && <Fact name="Crossed">{lines.join(", ")}</Fact>}
    </>
  );
}

function FullTime({ at }: { at: string }) {
  const words = describeTime(new Date(at), useNow(), undefined, useTimeZone());
  return <time dateTime={at}>{words.full}</time>;
}

/** Long episodes are cut into events: the way back and forth between them. */
function Continuations({ event }: { event: EventDetail }) {
  const next = useQuery(continuationQuery(event)).data ?? null;
  return (
    <>
      {event.continues_id !== null && (
        <Fact name="Before">
          <EventLink id={event.continues_id}>Continues an earlier event</EventLink>
        </Fact>
      )}
      {next !== null && (
        <Fact name="After">
          <EventLink id={next}>Continued in a later event</EventLink>
        </Fact>
      )}
    </>
  );
}

function EventLink({ id, children }: { id: string; children: string }) {
  return (
    <Link to="/events/$eventId" params={{ eventId: id }} className="inline-block py-1 text-accent underline underline-offset-2">
      {children}
    </Link>
  );
}
