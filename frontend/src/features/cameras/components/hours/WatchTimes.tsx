import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { usePauseCamera, useResumeCamera } from "@/features/cameras/api/pauseCamera";
import { sayHours } from "@/features/cameras/hours/words";
import type { Camera } from "@/lib/api/types";
import { ForAdministrators } from "@/lib/role/administrators";
import { PauseDialog } from "./PauseDialog";

const HOUR_SECONDS = 3600;

/** When a camera watches, in a sentence, with a pause and its end. */
export function WatchTimes({ camera }: { camera: Camera }) {
  const pause = usePauseCamera(camera.id);
  const resume = useResumeCamera(camera.id);
  const [choosing, setChoosing] = useState(false);
  const paused = camera.pause !== null;
  return (
    <div className="flex flex-col gap-3">
      <div>
        <p role="status" className="font-medium">
          {paused && "Paused now."}
        </p>
        <p className="break-words">{paused ? `After the pause: ${sayHours(camera.schedule)}` : sayHours(camera.schedule)}</p>
      </div>
      {camera.enabled && (
        <ForAdministrators>
          <div className="flex flex-wrap gap-2">
            {paused ? (
              <Button look="primary" pending={resume.isPending} onClick={() => resume.mutate()}>
                <Play aria-hidden="true" size={18} />
                Resume
              </Button>
            ) : (
              <Button pending={pause.isPending} onClick={() => pause.mutate({ seconds: HOUR_SECONDS })}>
                <Pause aria-hidden="true" size={18} />
                Pause for 1 hour
              </Button>
            )}
            <Button onClick={() => setChoosing(true)}>
              {paused ? "Pause longer…" : "Pause until…"}
            </Button>
          </div>
          <p className="text-small text-quiet">While it is paused the picture stays live, and no event is opened. “Why not?” still notes what was seen.</p>
        </ForAdministrators>
      )}
      {pause.error && <ProblemPanel error={pause.error} summary="It is not paused." />}
      {resume.error && <ProblemPanel error={resume.error} summary="It is still paused." />}
      {choosing && <PauseDialog camera={camera} onClose={() => setChoosing(false)} />}
    </div>
  );
}
