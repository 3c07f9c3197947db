import { Link } from "@tanstack/react-router";
import { ScanSearch } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useLookNow } from "@/features/cameras/api/lookNow";
import type { Camera } from "@/lib/api/types";

/** Asks what the camera sees now, also while it is paused: the answer is an event, and stands here in its words. */
export function LookNow({ camera }: { camera: Camera }) {
  const look = useLookNow(camera.id);
  const answer = look.data;
  return (
    <div className="flex flex-col gap-2">
      <div>
        <Button disabled={look.isPending} onClick={() => look.mutate()}>
          <ScanSearch aria-hidden="true" size={18} />
          {look.isPending ? "Looking …" : "What is there now?"}
        </Button>
      </div>
      <div role="status" aria-label="What is there now" className="empty:hidden">
        {answer && (
          <p className="text-sentence">
            {"description" in answer ? answer.description.text : "The answer takes a moment longer."}{" "}
            <Link
              to="/events/$eventId"
              params={{ eventId: answer.id }}
              className="inline-block py-1 text-accent underline underline-offset-2"
            >
              Open the event
            </Link>
          </p>
        )}
      </div>
      {look.error && <ProblemPanel error={look.error} />}
    </div>
  );
}
