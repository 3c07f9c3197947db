import { ProblemPanel } from "@/components/ui/problem-panel";
import type { useTryDescriber } from "@/features/describers/api/describers";
import { money } from "@/features/describers/words";

/** What a describer said of the newest picture of a camera, or why it did not. */
export function TrialOutcome({ trial, of }: { trial: ReturnType<typeof useTryDescriber>; of?: string }) {
  return (
    <>
      <div role="status" className="empty:hidden">
        {trial.isPending && of !== undefined && <p className="text-quiet">{of} is tried with the newest picture…</p>}
        {trial.data && (
          <p>
            {of !== undefined && `${of}: `}“{trial.data.text}”{" "}
            <span className="text-small text-quiet">
              Sure to {trial.data.confidence} %, in {trial.data.seconds.toFixed(1)} s,{" "}
              {trial.data.cost === null ? "price not known" : `for ${money(trial.data.cost)}`}.
            </span>
          </p>
        )}
      </div>
      {trial.error && (
        <ProblemPanel error={trial.error} summary={of === undefined ? "It did not describe the picture." : `${of} is added, but did not describe the picture.`} />
      )}
    </>
  );
}
