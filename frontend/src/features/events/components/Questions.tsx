import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import type { EventDetail } from "@/lib/api/types";
import { questionsQuery, type WhyNot } from "@/features/events/api/questions";
import { AskField } from "./AskField";
import { QuestionItem } from "./QuestionItem";

/** What was asked about the event, with the answers; for administrators a field to ask more, or why nobody can answer. */
export function Questions({ event, mayAsk }: { event: EventDetail; mayAsk: boolean }) {
  const { data, error, refetch } = useQuery(questionsQuery(event.id));
  if (error) {
    return (
      <Section title="Ask about this event">
        <ProblemPanel error={error} summary="The questions could not be loaded." onRetry={() => void refetch()} />
      </Section>
    );
  }
  if (!data || (data.items.length === 0 && !mayAsk)) return null;
  const waiting = data.items.some(({ state }) => state === "waiting");
  const free = data.why_not === "" && !waiting;
  return (
    <Section title="Ask about this event">
      {data.items.length > 0 && (
        <ol aria-label="Questions and answers" className="flex flex-col divide-y divide-line">
          {data.items.map((question) => (
            <QuestionItem key={question.id} question={question} event={event} mayAsk={mayAsk} free={free} />
          ))}
        </ol>
      )}
      <p role="status" className="text-small text-quiet empty:hidden">
        {waiting && "A vision model looks at the pictures. The answer comes by itself."}
      </p>
      {mayAsk && (data.why_not === "" ? <AskField eventId={event.id} busy={waiting} /> : <p className="text-quiet">{whyNot(data.why_not, event)}</p>)}
    </Section>
  );
}

function whyNot(reason: Exclude<WhyNot, "">, { camera_id: cameraId }: EventDetail): ReactNode {
  const settings = (
    <Link to="/settings/$part" params={{ part: "ai" }} className="text-accent underline underline-offset-2">
      Settings → AI
    </Link>
  );
  switch (reason) {
    case "no-describer":
      return <>Questions are answered by a vision model, and none is set up. Add one in {settings}.</>;
    case "built-in-only":
      return (
        <>
          The built-in describer alone describes this camera, and it answers no questions. Choose another on{" "}
          <Link to="/cameras/$cameraId" params={{ cameraId }} className="text-accent underline underline-offset-2">
            the camera’s page
          </Link>
          .
        </>
      );
    case "stays-home":
      return <>This camera never leaves the house, and no vision model is on its network. Add one there in {settings}.</>;
    case "no-picture":
      return "No picture of this event is kept, so there is nothing to look at for an answer.";
  }
}
