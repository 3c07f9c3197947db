import { Link } from "@tanstack/react-router";
import { FlaskConical } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useTryPlaces } from "@/features/cameras/api/tryPlaces";
import { firstFault, rulesOf, type RulesDraft } from "@/features/cameras/watch/rules";
import type { Schemas } from "@/lib/api/types";

const SHOWN = 10;

/** Tries what is drawn on the events of the last days, before it is saved. */
export function PlaceTrial({ cameraId, draft }: { cameraId: string; draft: RulesDraft }) {
  const trial = useTryPlaces(cameraId);
  const [tried, setTried] = useState<string | null>(null);
  const fault = firstFault(draft);
  const now = JSON.stringify(rulesOf(draft));
  const current = tried === now;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-small text-quiet">
        Which events of the last seven days would have been told with what is set here? Nothing is saved. What was not told
        then is not stored, so it cannot be tried.
      </p>
      <div>
        <Button
          disabled={fault !== undefined}
          pending={trial.isPending}
          onClick={() => {
            setTried(now);
            trial.mutate(draft);
          }}
        >
          <FlaskConical aria-hidden="true" size={18} />
          Try on stored events
        </Button>
      </div>
      {fault && <p className="text-small text-quiet">{fault}</p>}
      <div role="status" aria-label="Trial" className="flex flex-col gap-2 empty:hidden">
        {current && trial.data && <Answer answer={trial.data} />}
        {!current && trial.data && <p className="text-small text-quiet">It was changed since it was tried.</p>}
      </div>
      {current && trial.error && <ProblemPanel error={trial.error} summary="It could not be tried." />}
    </div>
  );
}

function Answer({ answer }: { answer: Schemas["PlaceTrialOut"] }) {
  const [all, setAll] = useState(false);
  const untold = answer.items.filter((item) => !item.told);
  if (answer.items.length === 0) return <p>There was no event in the last seven days.</p>;
  return (
    <>
      <p className="text-sentence">
        {answer.told} of {answer.items.length} {answer.items.length === 1 ? "event" : "events"} would have been told.
      </p>
      {untold.length > 0 && (
        <ul aria-label="Not told" className="flex flex-col gap-1">
          {untold.slice(0, all ? undefined : SHOWN).map((item) => (
            <li key={item.event_id} className="break-words">
              <Link to="/events/$eventId" params={{ eventId: item.event_id }} className="inline-block py-1 text-accent underline underline-offset-2">
                <Moment at={item.started_at} />
              </Link>{" "}
              {item.sentence}
            </li>
          ))}
        </ul>
      )}
      {untold.length > SHOWN && !all && (
        <div>
          <Button onClick={() => setAll(true)}>Show all {untold.length}</Button>
        </div>
      )}
    </>
  );
}
