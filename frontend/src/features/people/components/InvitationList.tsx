import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useTakeBack, type Invitation } from "@/features/people/api/people";
import { ROLE_WORDS } from "@/features/people/words";

/** Links that nobody has used yet. */
export function InvitationList({ invitations }: { invitations: readonly Invitation[] }) {
  const takeBack = useTakeBack();
  return (
    <section aria-labelledby="invited" className="flex flex-col gap-1">
      <h3 id="invited" className="font-medium">
        Invited
      </h3>
      <ul className="flex flex-col divide-y divide-line">
        {invitations.map(({ id, note, role, made_by, expires_at }) => (
          <li key={id} className="flex flex-col gap-2 py-3 sm:flex-row sm:items-start sm:justify-between">
            <p className="min-w-0 break-words">
              {note || "Somebody"}{" "}
              <span className="text-small text-quiet">
                as {ROLE_WORDS[role].toLowerCase()}, by {made_by}. The link can be used until <Moment at={expires_at} />.
              </span>
            </p>
            <Button aria-label={`Take back the invitation: ${note || "somebody"}`} pending={takeBack.isPending && takeBack.variables === id} onClick={() => takeBack.mutate(id)}>
              Take back
            </Button>
          </li>
        ))}
      </ul>
      {takeBack.error && <ProblemPanel error={takeBack.error} summary="The invitation was not taken back." />}
    </section>
  );
}
