import type { Schemas } from "@/lib/api/types";

/** What would change, or did: one line each; what goes for good stands out. */
export function Outcome({ outcome }: { outcome: Schemas["OutcomeOut"] }) {
  const { sentences, deletes, notes } = outcome;
  return (
    <div className="flex flex-col gap-2">
      {sentences.length === 0 && <p>Nothing is different.</p>}
      <ul className="flex list-disc flex-col gap-1 ps-5">
        {sentences.map((each) => (
          <li key={each} className="break-words">
            {each}
          </li>
        ))}
      </ul>
      {deletes.length > 0 && (
        <p role="alert" className="font-medium text-urgent">
          Deleted with all events, for good: {deletes.join(", ")}.
        </p>
      )}
      {notes.map((each) => (
        <p key={each} className="font-medium break-words">
          {each}
        </p>
      ))}
    </div>
  );
}
