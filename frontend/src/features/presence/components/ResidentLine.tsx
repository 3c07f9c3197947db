import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useRemoveResident, useTellPresence, type Resident } from "@/features/presence/api/presence";

const STATES = [
  { value: "home", label: "Is at home" },
  { value: "not_home", label: "Is away" },
] as const;

/** One who lives here: where they are, and buttons to say otherwise. */
export function ResidentLine({ resident: { id, name, state, since, told_by }, removable }: { resident: Resident; removable: boolean }) {
  const tell = useTellPresence();
  const remove = useRemoveResident();
  return (
    <div className="flex flex-col gap-2">
    <div className="flex flex-col gap-2 sm:flex-row sm:items-start sm:justify-between">
      <div className="min-w-0">
        <h3 className="font-medium break-words">{name}</h3>
        <p role="status" className="text-small break-words text-quiet">
          {state === null || since === null ? (
            "Nobody has said where yet."
          ) : (
            <>
              {state === "home" ? "At home" : "Away"} since <Moment at={since} />, told by {told_by}.
            </>
          )}
        </p>
      </div>
      <div className="flex shrink-0 flex-wrap gap-2">
        {STATES.map(({ value, label }) => (
          <Button
            key={value}
            look={state === value ? "primary" : "plain"}
            aria-label={`${name} ${label.toLowerCase()}`}
            aria-pressed={state === value}
            pending={tell.isPending && tell.variables.state === value}
            onClick={() => tell.mutate({ id, state: value })}
          >
            {label}
          </Button>
        ))}
        {removable && (
          <Button look="danger" aria-label={`Remove ${name}`} pending={remove.isPending} onClick={() => remove.mutate(id)}>
            Remove
          </Button>
        )}
      </div>
      </div>
      {tell.error && <ProblemPanel error={tell.error} summary="It was not noted." />}
      {remove.error && <ProblemPanel error={remove.error} summary="Nobody was removed." />}
    </div>
  );
}
