import { useState } from "react";
import { mistakeInWords } from "@/components/events/CorrectionPanel";
import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useAccuracy, type Correction } from "@/features/describers/api/accuracy";
import { useTryPrompt, type PromptTrial } from "@/features/describers/api/prompts";
import { withCorrections } from "@/features/describers/prompts";
import { money } from "@/features/describers/words";
import { CorrectionsTold } from "./CorrectionsTold";

const MOST_TRIED = 3;
const DAYS = 365;

interface PromptDeskProps {
  cameraId: string;
  /** What stands in the field, saved or not. */
  text: string;
  onChange: (text: string) => void;
}

/** Makes a text of corrections, and shows what it changes before it is saved. */
export function PromptDesk({ cameraId, text, onChange }: PromptDeskProps) {
  const { data } = useAccuracy(DAYS, cameraId);
  const corrections = data?.corrections ?? [];
  const words = corrections.flatMap(({ correction }) => (correction === null ? [] : [correction]));
  const suggested = withCorrections(text, words);
  return (
    <div className="flex flex-col gap-3">
      <CorrectionsTold cameraId={cameraId} />
      {words.length > 0 && (
        <div className="flex flex-wrap items-center gap-3">
          <Button onClick={() => onChange(suggested)} aria-disabled={suggested === text || undefined}>
            Put words of people into the text
          </Button>
          <span className="text-small text-quiet">Only the last five are told by themselves; what stands in the text stays.</span>
        </div>
      )}
      <Trial cameraId={cameraId} text={text} corrections={corrections} />
    </div>
  );
}

interface Tried {
  correction: Correction;
  trial: PromptTrial;
}

/** One event after the other, so that what it costs is seen as it comes. */
function Trial({ cameraId, text, corrections }: { cameraId: string; text: string; corrections: readonly Correction[] }) {
  const { mutateAsync, isPending, error, reset } = useTryPrompt(cameraId);
  const [tried, setTried] = useState<{ text: string; results: readonly Tried[] }>();
  const chosen = newestEvents(corrections);
  if (chosen.length === 0) return null;

  const tryAll = async () => {
    reset();
    setTried({ text, results: [] });
    for (const correction of chosen) {
      const trial = await mutateAsync({ event_id: correction.event_id, text: text.trim() });
      setTried((before) => ({ text, results: [...(before?.results ?? []), { correction, trial }] }));
    }
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          pending={isPending}
          onClick={() => {
            // What went wrong stands below, by the state of the mutation.
            tryAll().catch(() => undefined);
          }}
        >
          {chosen.length === 1 ? "Try the text on 1 corrected event" : `Try the text on ${String(chosen.length)} corrected events`}
        </Button>
        <span className="text-small text-quiet">Asks the first describer, counts as calls do, and changes no event.</span>
      </div>
      {error && <ProblemPanel error={error} summary="It could not be tried." />}
      <p role="status" className="sr-only">
        {tried && tried.results.length > 0 && `${String(tried.results.length)} of ${String(chosen.length)} tried.`}
      </p>
      {tried && tried.results.length > 0 && (
        <ul aria-label="Before and after" className="flex flex-col divide-y divide-line">
          {tried.results.map((each) => (
            <Compared key={each.correction.event_id} {...each} />
          ))}
        </ul>
      )}
      {tried && tried.results.length > 0 && tried.text !== text && <p className="text-small text-quiet">The text was changed since.</p>}
    </>
  );
}

function Compared({ correction, trial }: Tried) {
  const cost = trial.cost === null ? "price not known" : money(trial.cost);
  return (
    <li className="flex flex-col gap-1 py-3 text-small break-words">
      <p className="text-quiet">Corrected: {correction.correction ?? (correction.mistake && mistakeInWords(correction.mistake))}</p>
      <p>
        <span className="font-medium">Before:</span> {trial.before}
      </p>
      <p>
        <span className="font-medium">After:</span> {trial.after}
      </p>
      <p className="text-quiet">
        {trial.describer} · {trial.model}, {trial.confidence} % sure, {trial.seconds} s, {cost}
      </p>
    </li>
  );
}

function newestEvents(corrections: readonly Correction[]): Correction[] {
  const once = new Map(corrections.toReversed().map((each) => [each.event_id, each]));
  return [...once.values()].toReversed().slice(0, MOST_TRIED);
}
