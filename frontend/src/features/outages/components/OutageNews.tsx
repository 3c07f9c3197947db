import { useQuery } from "@tanstack/react-query";
import { CheckCheck } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { focusTitle } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { unseenOutagesQuery, useMarkOutagesSeen } from "@/features/outages/api/outages";
import { newsSentence, together } from "@/features/outages/words";
import { useNow } from "@/lib/time/now";
import { useTimeZone } from "@/lib/time/zone";
import { OutageList } from "./OutageList";

/** When cameras were blind since this person last looked; nothing at all when they were not. */
export function OutageNews() {
  const { data: outages } = useQuery(unseenOutagesQuery());
  const mark = useMarkOutagesSeen();
  const reading = { now: useNow(), timeZone: useTimeZone() };
  const heading = useId();
  if (!outages || outages.length === 0) return null;
  const rows = together(outages).map(({ outage, names }) => ({ outage, sentence: newsSentence(outage, names, reading) }));
  return (
    <section aria-labelledby={heading} className="flex flex-col gap-1 rounded-card border border-notable-line bg-notable-soft p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id={heading} className="text-sentence font-semibold">
          Not watched since you last looked
        </h2>
        <Button pending={mark.isPending} onClick={() => {
            focusTitle(); // all of this goes
            mark.mutate(outages);
          }}
        >
          <CheckCheck aria-hidden="true" size={18} />
          Mark as read
        </Button>
      </div>
      {mark.error && <ProblemPanel error={mark.error} summary="They could not be marked as read." />}
      <OutageList rows={rows} />
    </section>
  );
}
