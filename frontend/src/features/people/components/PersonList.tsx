import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmByName } from "@/components/ui/confirm-by-name";
import { Moment } from "@/components/ui/moment";
import { useRemovePerson, type Person } from "@/features/people/api/people";
import { removalMeans, ROLE_WORDS } from "@/features/people/words";
import { RoleDialog } from "./RoleDialog";

interface PersonListProps {
  people: readonly Person[];
  keysOfNobody: readonly string[];
  mineId: string | undefined;
}

/** Everybody who may sign in; the only administrator cannot be removed. */
export function PersonList({ people, keysOfNobody, mineId }: PersonListProps) {
  const [leaving, setLeaving] = useState<Person | null>(null);
  const [changing, setChanging] = useState<Person | null>(null);
  const remove = useRemovePerson();
  const administrators = people.filter(({ role }) => role === "administrator").length;
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {people.map((person) => (
          <li key={person.id} className="flex flex-col gap-2 py-3 sm:flex-row sm:items-start sm:justify-between">
            <div className="min-w-0">
              <h3 className="font-medium break-words">
                {person.name}
                {person.id === mineId && " (you)"}
              </h3>
              <p className="text-small text-quiet">
                {ROLE_WORDS[person.role]}. {person.last_seen_at === null ? "Not signed in anywhere." : <>Last here <Moment at={person.last_seen_at} />.</>}
              </p>
            </div>
            {person.role === "administrator" && administrators === 1 ? (
              <p className="text-small text-quiet">The only administrator: stays one, and cannot be removed.</p>
            ) : (
              <div className="flex flex-wrap gap-2">
                <Button aria-label={`Change the role of ${person.name}`} onClick={() => setChanging(person)}>
                  Change role
                </Button>
                <Button look="danger" aria-label={`Remove ${person.name}`} onClick={() => setLeaving(person)}>
                  Remove
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {changing && <RoleDialog person={changing} mine={changing.id === mineId} onDone={() => setChanging(null)} />}
      {leaving && (
        <ConfirmByName
          open
          onOpenChange={(open) => {
            if (open) return;
            remove.reset();
            setLeaving(null);
          }}
          title={`Remove ${leaving.name}?`}
          consequence={removalMeans(leaving.keys, keysOfNobody)}
          name={leaving.name}
          action="Remove"
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
        />
      )}
      <p role="status" className="text-small text-quiet">
        {remove.isSuccess && "Removed, and signed out everywhere."}
      </p>
    </>
  );
}
