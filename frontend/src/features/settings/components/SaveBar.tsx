import { Check } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";

interface SaveBarProps {
  dirty: boolean;
  pending: boolean;
  saved: boolean;
  /** What failed apart from single fields, which show their own errors. */
  error: unknown;
}

/** The end of each settings form: save, what became of it. */
export function SaveBar({ dirty, pending, saved, error }: SaveBarProps) {
  return (
    <>
      {error !== null && error !== undefined && <ProblemPanel error={error} summary="Your changes are not saved." />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={pending}>
          Save
        </Button>
        <p role="status" className="flex items-center gap-1 text-small text-quiet">
          {saved && !dirty && (
            <>
              <Check aria-hidden="true" size={16} className="text-good" />
              Saved
            </>
          )}
          {dirty && !pending && "Not saved yet"}
        </p>
      </div>
    </>
  );
}
