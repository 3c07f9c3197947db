import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useKeys } from "@/features/keys/api/keys";
import { problemOf } from "@/lib/api/problem";
import { KeyList } from "./KeyList";
import { MakeKeyForm } from "./MakeKeyForm";

/** Keys with which other programs see cameras without anybody's password. */
export function KeySection({ cameras }: { cameras: readonly { id: string; name: string }[] }) {
  const { data, error, refetch } = useKeys();
  const [making, setMaking] = useState(false);
  if (problemOf(error)?.type === "administrators-only") {
    return (
      <Section title="API keys">
        <p className="text-quiet">Only an administrator makes keys for other programs.</p>
      </Section>
    );
  }
  return (
    <Section title="API keys">
      <p className="text-quiet">
        With a key another program, such as Home Assistant or VLC, may do one thing and nothing else: see live pictures, say that somebody rings or who is at home, or choose the mode.
      </p>
      {data && data.length === 0 && <p className="text-quiet">There is no key yet.</p>}
      {data && data.length > 0 && <KeyList keys={data} cameras={cameras} />}
      {!data && error && <ProblemPanel error={error} summary="The keys could not be loaded." onRetry={() => void refetch()} />}
      {!data && !error && (
        <Loading label="Loading the keys">
          <Skeleton className="h-16 w-full" />
        </Loading>
      )}
      <div>
        <Button onClick={() => setMaking(true)}>Make a key…</Button>
      </div>
      <Dialog open={making} onOpenChange={setMaking} title="Make a key" description="It lets a program do one thing, and nothing else.">
        {making && <MakeKeyForm cameras={cameras} onDone={() => setMaking(false)} />}
      </Dialog>
    </Section>
  );
}
