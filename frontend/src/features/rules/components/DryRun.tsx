import type { ReactNode } from "react";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Tag } from "@/components/ui/chip";
import type { Schemas } from "@/lib/api/types";
import { useHouseLanguage } from "@/lib/text/house";
import { onThisClock } from "@/lib/time/format";

type Trial = Schemas["TrialOut"];
type TrialEvent = Schemas["TrialEventOut"];

interface DryRunProps {
  trial: Trial | null | undefined;
  error: Error | null;
  stored: boolean;
  /** A link to an event. */
  link: (eventId: string, text: string) => ReactNode;
}

/** The rule as a sentence, and which events of the last week it would have told. */
export function DryRun({ trial, error, stored, link }: DryRunProps) {
  const spoken = useHouseLanguage();
  return (
    <Section title="What this does">
      {error && <ProblemPanel error={error} summary="This is no rule yet." />}
      {!error && trial && (
        <>
          <p {...spoken} className="text-sentence break-words" aria-label="The rule in words">
            {onThisClock(trial.sentence)}
          </p>
          <p role="status" className="text-small text-quiet">
            {summary(trial, stored)}
          </p>
          <ul className="flex flex-col divide-y divide-line">
            {trial.events.map((event) => (
              <li key={event.event_id} className="flex flex-col gap-1 py-2">
                <span className="flex flex-wrap items-center gap-2 text-small text-quiet">
                  {event.camera} <Moment at={event.started_at} /> {stored && <Difference event={event} />}
                </span>
                <span {...spoken}>{link(event.event_id, event.text)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Difference({ event }: { event: TrialEvent }) {
  if (event.now && !event.before) return <Tag>New</Tag>;
  if (!event.now && event.before) return <Tag>No longer</Tag>;
  return null;
}

function summary(trial: Trial, stored: boolean): string {
  const of = `${trial.complete ? "" : "the newest "}${String(trial.looked_at)} ${trial.looked_at === 1 ? "event" : "events"} of the last 7 days`;
  const now = `It would have told you of ${String(trial.fires_now)} of ${of}.`;
  return stored ? `${now} As it is stored: of ${String(trial.fired_before)}.` : now;
}
