import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { outagesBetweenQuery } from "@/features/outages/api/outages";
import { answerSentence } from "@/features/outages/words";
import { useNow } from "@/lib/time/now";
import { useTimeZone } from "@/lib/time/zone";
import { OutageList } from "./OutageList";

interface OutageNotesProps {
  cameraId: string;
  from: Date;
  to: Date;
  /** What is said instead while none is known. */
  otherwise?: ReactNode;
}

/** When a camera was not watched within a time that somebody asks about. */
export function OutageNotes({ cameraId, from, to, otherwise }: OutageNotesProps) {
  const { data: outages, error } = useQuery(outagesBetweenQuery(cameraId, from.toISOString(), to.toISOString()));
  const reading = { now: useNow(), timeZone: useTimeZone() };
  if (outages === undefined && error) {
    return <ProblemPanel error={error} summary="It is not known when the camera was not watched." />;
  }
  if (!outages || outages.length === 0) return otherwise;
  return (
    <section aria-label="Not watched" className="rounded-card border border-notable-line bg-notable-soft px-4 py-1">
      <OutageList rows={outages.map((outage) => ({ outage, sentence: answerSentence(outage, reading) }))} />
    </section>
  );
}
