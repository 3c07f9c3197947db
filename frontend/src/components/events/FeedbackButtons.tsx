import { ThumbsDown, ThumbsUp, type LucideIcon } from "lucide-react";
import { useId, useRef, useState, type ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Spinner } from "@/components/ui/spinner";
import { classes } from "@/lib/text/classes";
import { CorrectionPanel, mistakeInWords, type Mistake } from "./CorrectionPanel";

export interface Rating {
  rating: "up" | "down";
  correction: string | null;
  mistake?: Mistake | null;
  /** The words that it is about; null: not known. */
  said?: string | null;
}

interface FeedbackButtonsProps {
  /** What this person said before; null: nothing yet. */
  feedback: Rating | null;
  /** The words that stand above: a rating is about these. */
  text?: string;
  /** A rating is on its way: the buttons keep their focus but do nothing. */
  pending?: boolean;
  /** Why the last rating was not stored. */
  error?: unknown;
  onRate: (rating: Rating) => void;
  onRemove: () => void;
}

/** Was the description right? Thumbs down asks what was really there; a pressed thumbs up takes the rating back. */
export function FeedbackButtons({ feedback, text, pending = false, error, onRate, onRemove }: FeedbackButtonsProps) {
  const [correcting, setCorrecting] = useState(false);
  const saved = useSaved(pending, error);
  const down = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  const rating = feedback?.rating;

  const close = () => {
    setCorrecting(false);
    down.current?.focus();
  };
  const rateUp = () => {
    setCorrecting(false);
    if (rating === "up") onRemove();
    else onRate({ rating: "up", correction: null });
  };
  const rateDown = (correction: string | null, mistake?: Mistake) => {
    close();
    onRate({ rating: "down", correction: correction === "" ? null : correction, ...(mistake ? { mistake } : {}) });
  };

  return (
    <div className="flex flex-col gap-3">
      <div role="group" aria-label="Is this description right?" className="flex flex-wrap items-center gap-2">
        <Thumb
          label="This description is right"
          icon={ThumbsUp}
          aria-pressed={rating === "up"}
          pending={pending}
          onClick={rateUp}
          className="aria-pressed:border-good aria-pressed:bg-good-soft aria-pressed:text-good"
        />
        <Thumb
          ref={down}
          label="This description is wrong"
          icon={ThumbsDown}
          aria-pressed={rating === "down"}
          aria-expanded={correcting}
          aria-controls={correcting ? panelId : undefined}
          pending={pending}
          onClick={() => setCorrecting(!correcting)}
          className="aria-pressed:border-urgent aria-pressed:bg-urgent-soft aria-pressed:text-urgent"
        />
        {feedback && !correcting && !pending && (
          <Button look="quiet" onClick={onRemove}>
            Remove rating
          </Button>
        )}
        <span role="status" className="flex items-center gap-2 text-small text-quiet">
          {pending && <Spinner />}
          {pending ? "Saving…" : saved && "Saved."}
        </span>
      </div>
      {feedback?.mistake && !correcting && <p className="text-small text-quiet">Kind of mistake: {mistakeInWords(feedback.mistake).toLowerCase()}.</p>}
      {feedback?.correction && !correcting && (
        <p className="text-small text-quiet">
          Your correction: <q className="text-ink">{feedback.correction}</q>
        </p>
      )}
      {feedback?.said && text !== undefined && feedback.said !== text && !correcting && (
        <p className="text-small text-quiet">
          You said this of other words: <q className="text-ink">{feedback.said}</q>
        </p>
      )}
      {correcting && (
        <CorrectionPanel
          id={panelId}
          initial={feedback?.correction ?? ""}
          initialMistake={feedback?.mistake ?? undefined}
          onSend={rateDown}
          onSkip={() => rateDown(null)}
          onCancel={close}
        />
      )}
      {error !== undefined && error !== null && <ProblemPanel error={error} summary="Your rating was not saved." />}
    </div>
  );
}

/** Whether what was last on its way has been stored: for those who do not see the thumb change. */
function useSaved(pending: boolean, error: unknown): boolean {
  const [was, setWas] = useState(pending);
  const [saved, setSaved] = useState(false);
  if (was !== pending) {
    setWas(pending);
    setSaved(!pending);
  }
  return saved && (error === undefined || error === null);
}

interface ThumbProps extends ComponentProps<"button"> {
  label: string;
  icon: LucideIcon;
  pending: boolean;
}

/** While pending it keeps the focus and its picture: the spinner stands beside both, not in place of them. */
function Thumb({ label, icon: Icon, pending, onClick, className, ...rest }: ThumbProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      aria-disabled={pending || undefined}
      onClick={pending ? undefined : onClick}
      className={classes(
        "inline-flex size-touch items-center justify-center rounded-card border border-line-strong bg-surface text-ink",
        "hover:bg-sunken aria-disabled:opacity-60",
        className,
      )}
    >
      <Icon aria-hidden="true" size={20} />
    </button>
  );
}
