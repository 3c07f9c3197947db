import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useChangeRole, type Person } from "@/features/people/api/people";
import { ROLE_MEANS, ROLE_WORDS } from "@/features/people/words";

interface RoleDialogProps {
  person: Person;
  mine: boolean;
  onDone: () => void;
}

/** An administrator becomes a member, a member an administrator: said before it is done. */
export function RoleDialog({ person, mine, onDone }: RoleDialogProps) {
  const change = useChangeRole();
  const role = person.role === "administrator" ? "member" : "administrator";
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onDone();
      }}
      title={`Make ${person.name} ${role === "administrator" ? "an administrator" : "a member"}?`}
      description={ROLE_MEANS[role]}
    >
      <div className="flex flex-col gap-3">
        <p>
          It holds at once, in what {mine ? "you have" : "this person has"} open too.
          {role === "member" && ` Invitations that ${mine ? "you" : "they"} made open nothing any more; API keys stay.`}
          {mine && " Only another administrator can undo it."}
        </p>
        {change.error && <ProblemPanel error={change.error} summary="The role was not changed." />}
        <div className="flex flex-wrap gap-2">
          <Button look="primary" pending={change.isPending} onClick={() => change.mutate({ id: person.id, role }, { onSuccess: onDone })}>
            Make {ROLE_WORDS[role].toLowerCase()}
          </Button>
          <Button onClick={onDone}>Cancel</Button>
        </div>
      </div>
    </Dialog>
  );
}
