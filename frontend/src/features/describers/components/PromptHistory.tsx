import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useCameraPrompts, useRestorePrompt } from "@/features/describers/api/prompts";

/** What was told of the camera before, and the way back. */
export function PromptHistory({ cameraId, onRestored }: { cameraId: string; onRestored: (text: string) => void }) {
  const { data, error, refetch } = useCameraPrompts(cameraId);
  const restore = useRestorePrompt(cameraId);
  if (error) return <ProblemPanel error={error} summary="Earlier texts could not be loaded." onRetry={() => void refetch()} />;
  if (!data || data.length < 2) return null;
  return (
    <details>
      <summary className="flex min-h-touch cursor-pointer items-center font-medium text-accent">Earlier texts about this camera</summary>
      <ol aria-label="Earlier texts about this camera" className="flex flex-col divide-y divide-line">
        {data.map(({ id, at, who, text }, place) => (
          <li key={id} className="flex flex-col gap-1 py-3">
            <p className="break-words whitespace-pre-line">{text === "" ? <span className="text-quiet">Nothing was told.</span> : text}</p>
            <p className="text-small text-quiet">
              {who === "" ? "There before " : `${who}, `}
              <Moment at={at} />
            </p>
            {place === 0 ? (
              <p className="text-small text-quiet">Told now.</p>
            ) : (
              <div>
                <Button
                  pending={restore.isPending && restore.variables === id}
                  onClick={() => restore.mutate(id, { onSuccess: ({ context }) => onRestored(context ?? "") })}
                >
                  Tell this again
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {restore.error && <ProblemPanel error={restore.error} summary="It was not changed." />}
    </details>
  );
}
