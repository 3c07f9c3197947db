import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useChooseDetector, useRemoveDetector, type Detector } from "@/features/detectors/api/detectors";
import { checkInWords, labelsInWords } from "@/features/detectors/words";
import { bytesInWords } from "@/lib/text/bytes";

/** Each with what is known of it; one is in use. */
export function DetectorList({ detectors }: { detectors: readonly Detector[] }) {
  const choose = useChooseDetector();
  const remove = useRemoveDetector();
  const busy = choose.isPending || remove.isPending;
  const error = choose.error ?? remove.error;
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {detectors.map((detector) => (
          <li key={detector.name} className="flex flex-col gap-2 py-3 sm:flex-row sm:items-start sm:justify-between">
            <Facts detector={detector} />
            <div className="flex shrink-0 flex-wrap items-center gap-2">
              {detector.in_use ? (
                <span className="flex min-h-touch items-center px-4 font-medium text-good">In use</span>
              ) : (
                <Button
                  aria-label={`Use ${detector.name}`}
                  pending={busy}
                  disabled={!detector.built_in && detector.check === null}
                  onClick={() => choose.mutate(detector.name)}
                >
                  Use
                </Button>
              )}
              {!detector.built_in && !detector.in_use && (
                <Button
                  look="danger"
                  aria-label={`Remove ${detector.name}`}
                  pending={busy}
                  onClick={() => remove.mutate(detector.name)}
                >
                  Remove
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {error && <ProblemPanel error={error} summary="That did not work." />}
      <p role="status" className="text-small text-quiet">
        {choose.isSuccess && "Chosen. The cameras begin to watch with it within some seconds."}
      </p>
    </>
  );
}

function Facts({ detector }: { detector: Detector }) {
  const { name, built_in, labels, licence, bytes, check } = detector;
  const size = bytes > 0 ? ` ${bytesInWords(bytes)}.` : "";
  return (
    <div className="min-w-0">
      <h3 className="font-medium break-words">
        {name} {built_in && <span className="font-normal text-quiet">(built in)</span>}
      </h3>
      <p className="text-small text-quiet">
        {labelsInWords(labels)} {licence && `Licence: ${licence}.`}
        {size}
      </p>
      {check && <p className="text-small text-quiet">{checkInWords(check)}</p>}
      {!built_in && !check && <p className="text-small text-notable">Its model has not come, or did not pass. Remove it and bring it again.</p>}
    </div>
  );
}
