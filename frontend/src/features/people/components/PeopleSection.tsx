import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { usePeople } from "@/features/people/api/people";
import { InvitationList } from "./InvitationList";
import { InviteForm } from "./InviteForm";
import { PersonList } from "./PersonList";

/** Who belongs to the house. `mineId`: the one who looks. */
export function PeopleSection({ mineId }: { mineId: string | undefined }) {
  const { data, error, refetch } = usePeople();
  const [inviting, setInviting] = useState(false);
  return (
    <Section title="People">
      {data && <PersonList people={data.people} keysOfNobody={data.keys_of_nobody} mineId={mineId} />}
      {data && data.invitations.length > 0 && <InvitationList invitations={data.invitations} />}
      {!data && error && <ProblemPanel error={error} summary="The people could not be loaded." onRetry={() => void refetch()} />}
      {!data && !error && (
        <Loading label="Loading the people">
          <Skeleton className="h-16 w-full" />
        </Loading>
      )}
      <div>
        <Button onClick={() => setInviting(true)}>Invite somebody…</Button>
      </div>
      <Dialog open={inviting} onOpenChange={setInviting} title="Invite somebody" description="You get a link to send. It works once, for one person.">
        {inviting && <InviteForm onDone={() => setInviting(false)} />}
      </Dialog>
    </Section>
  );
}
