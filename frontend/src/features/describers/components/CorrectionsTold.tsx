import { ProblemPanel } from "@/components/ui/problem-panel";
import { useCorrectionsTold } from "@/features/describers/api/accuracy";

/** Word for word, for whoever wonders what leaves the house. */
export function CorrectionsTold({ cameraId }: { cameraId: string }) {
  const { data, error, refetch } = useCorrectionsTold(cameraId);
  if (error) return <ProblemPanel error={error} summary="What models are told of corrections could not be loaded." onRetry={() => void refetch()} />;
  if (!data) return null;
  if (data.length === 0) return <p className="text-small text-quiet">Models that describe this camera are told of no correction: nobody gave one yet.</p>;
  return (
    <div className="flex flex-col gap-1">
      <p className="text-small text-quiet">Models that describe this camera are told these corrections, word for word:</p>
      <ul aria-label="Corrections that models are told" className="list-disc pl-5 text-small break-words">
        {data.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </div>
  );
}
