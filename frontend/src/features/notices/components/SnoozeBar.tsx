import { BellOff, Moon } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useCalm, useSnooze } from "@/features/notices/api/notices";
import { clock } from "@/lib/time/format";
import { pageLocale } from "@/lib/time/locale";

/** Quiet for a while; urgent notices come all the same. */
export function SnoozeBar() {
  const { data: calm } = useCalm();
  const snooze = useSnooze();
  if (!calm) return null;
  const until = calm.snoozed_until && new Date(calm.snoozed_until).toLocaleString(pageLocale(), { weekday: "short", ...clock() });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {until ? (
          <>
            <p role="status" className="flex items-center gap-2">
              <BellOff aria-hidden="true" size={18} className="text-notable" />
              Snoozed until {until}. Only urgent notices are sent.
            </p>
            <Button pending={snooze.isPending} onClick={() => snooze.mutate("end")}>
              End the snooze
            </Button>
          </>
        ) : (
          <>
            <Button pending={snooze.isPending} onClick={() => snooze.mutate("hour")}>
              <Moon aria-hidden="true" size={18} />
              Snooze for an hour
            </Button>
            <Button pending={snooze.isPending} onClick={() => snooze.mutate("morning")}>
              Snooze till morning
            </Button>
          </>
        )}
      </div>
      {!until && calm.quiet_now && <p className="text-small text-quiet">These are your quiet hours: only urgent notices are sent.</p>}
      {snooze.error && <ProblemPanel error={snooze.error} summary="The snooze did not change." />}
    </div>
  );
}
