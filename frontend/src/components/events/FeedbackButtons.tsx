import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Spinner } from "@/components/ui/spinner";
import { CorrectionPanel } from "./CorrectionPanel";

export interface Rating {
  rating: "up" | "down";
  correction: string | null;
}

interface FeedbackButtonsProps {
  /** What this person said before; null: nothing yet. */
  feedback: Rating | null;
  /** A rating is on its way: the buttons keep their focus but do nothing. */
  pending?: boolean;
  /** Why the last rating was not stored. */
  error?: unknown;
  onRate: (rating: Rating) => void;
  onRemove: () => void;
}

/** Was the description right? Thumbs down asks what was really there; a pressed thumbs up takes the rating back. */
export function FeedbackButtons({ feedback, pending = false, error, onRate, onRemove }: FeedbackButtonsProps) {
  const [correcting, setCorrecting] = useState(false);
  const down = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  const rating = feedback?.rating;

  const close = () => {
    setCorrecting(false);
    down.current?.focus();
  };
  const rateUp = () => {
    if (pending) return;
    setCorrecting(false);
    if (rating === "up") onRemove();
    else onRate({ rating: "up", correction: null });
  };
  const rateDown = (correction: string | null) => {
    close();
    onRate({ rating: "down", correction });
  };

  return (
    <div className="flex flex-col gap-3">
      <div role="group" aria-label="Is this description right?" className="flex flex-wrap items-center gap-2">
        <IconButton
          look="plain"
          label="This description is right"
          aria-pressed={rating === "up"}
          aria-disabled={pending || undefined}
          onClick={rateUp}
          className="aria-pressed:border-good aria-pressed:bg-good-soft aria-pressed:text-good"
        >
          <ThumbsUp aria-hidden="true" size={20} />
        </IconButton>
        <IconButton
          ref={down}
          look="plain"
          label="This description is wrong"
          aria-pressed={rating === "down"}
          aria-expanded={correcting}
          aria-controls={correcting ? panelId : undefined}
          aria-disabled={pending || undefined}
          onClick={() => {
            if (!pending) setCorrecting(!correcting);
          }}
          className="aria-pressed:border-urgent aria-pressed:bg-urgent-soft aria-pressed:text-urgent"
        >
          <ThumbsDown aria-hidden="true" size={20} />
        </IconButton>
        {feedback && !correcting && !pending && (
          <Button look="quiet" onClick={onRemove}>
            Remove rating
          </Button>
        )}
        {pending && (
          <span role="status" className="flex items-center gap-2 text-small text-quiet">
            <Spinner />
            Saving…
          </span>
        )}
      </div>
      {feedback?.correction && !correcting && (
        <p className="text-small text-quiet">
          Your correction: <q className="text-ink">{feedback.correction}</q>
        </p>
      )}
      {correcting && (
        <CorrectionPanel
          id={panelId}
          initial={feedback?.correction ?? ""}
          onSend={rateDown}
          onSkip={() => rateDown(null)}
          onCancel={close}
        />
      )}
      {error !== undefined && error !== null && <ProblemPanel error={error} summary="Your rating was not saved." />}
    </div>
  );
}
