import { useBlocker } from "@tanstack/react-router";
import { Button } from "./button";
import { Dialog } from "./dialog";

interface LeaveQuestionProps {
  /** What would be lost by going to another page, in a sentence; null: nothing. */
  lost: string | null;
  /** Something would be lost only when the window is closed or loaded anew: it stays known while one visits other pages. */
  lostOnClose?: boolean;
}

/**
 * Asks before somebody leaves a page with something on it that is not saved, by a link or by Back; the browser itself asks
 * before the window is closed. Links and calls that mean to drop it say `ignoreBlocker`.
 */
export function LeaveQuestion({ lost, lostOnClose = false }: LeaveQuestionProps) {
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => lost !== null && next.pathname !== current.pathname,
    enableBeforeUnload: lost !== null || lostOnClose,
    disabled: lost === null && !lostOnClose,
    withResolver: true,
  });
  return (
    <Dialog open={leaving.status === "blocked"} onOpenChange={leaving.reset ?? (() => undefined)} title="Leave without saving?" description={lost}>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="danger" onClick={leaving.proceed}>
          Leave
        </Button>
        <Button look="primary" onClick={leaving.reset}>
          Stay here
        </Button>
      </div>
    </Dialog>
  );
}
