import { TriangleAlert } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { asProblem } from "@/lib/api/problem";
import { Button } from "./button";

interface ProblemPanelProps {
  error: unknown;
  /** What the person wanted: "The cameras could not be loaded." */
  summary?: string;
  /** In place of the problem's own sentence. */
  detail?: ReactNode;
  onRetry?: () => void;
  /** Takes the focus when it appears: for forms, where the eye is elsewhere. */
  takeFocus?: boolean;
  children?: ReactNode;
}

/** An error where it happened: what failed and what to do. */
export function ProblemPanel({ error, summary, detail, onRetry, takeFocus = false, children }: ProblemPanelProps) {
  const problem = asProblem(error);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takeFocus) panel.current?.focus();
  }, [takeFocus, error]);
  return (
    <div
      ref={panel}
      role="alert"
      tabIndex={-1}
      className="flex gap-3 rounded-card border border-urgent-line bg-urgent-soft p-3 text-ink"
    >
      <TriangleAlert aria-hidden="true" size={20} className="mt-0.5 shrink-0 text-urgent" />
      <div className="flex min-w-0 flex-col items-start gap-2">
        {summary && <p className="font-medium">{summary}</p>}
        <p className="break-words">{detail ?? problem.detail}</p>
        {children}
        {onRetry && <Button onClick={onRetry}>Try again</Button>}
      </div>
    </div>
  );
}
