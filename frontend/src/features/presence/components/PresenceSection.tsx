import { AddByName } from "@/components/ui/add-by-name";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { useAddResident, useFollowPresence, usePresence } from "@/features/presence/api/presence";
import { ResidentLine } from "./ResidentLine";
import { TellingPrograms } from "./TellingPrograms";

/** Who lives here and is in, and whether the mode follows it. */
export function PresenceSection({ administrator }: { administrator: boolean }) {
  const { data, error, refetch } = usePresence();
  const follow = useFollowPresence();
  return (
    <Section title="Who is at home">
      <p className="text-quiet">
        When the last one leaves, Home becomes Away. When the first one is back, Away becomes Home, unless somebody chose Away by hand. Night, Disarmed
        and modes of your own stay as they are.
      </p>
      {!data && error && <ProblemPanel error={error} summary="Who is at home could not be loaded." onRetry={() => void refetch()} />}
      {!data && !error && (
        <Loading label="Loading who is at home">
          <Skeleton className="h-16 w-full" />
        </Loading>
      )}
      {data && (
        <>
          {administrator ? (
            <Switch
              label="The mode follows who is at home"
              hint="From the next one on who comes or leaves."
              checked={data.follows}
              onCheckedChange={(follows) => follow.mutate(follows)}
            />
          ) : (
            <p>{data.follows ? "The mode follows who is at home." : "This is switched off: the mode stays as it is."}</p>
          )}
          {follow.error && <ProblemPanel error={follow.error} summary="It was not changed." />}
          {data.residents.length === 0 && <p className="text-quiet">Nobody is listed yet.</p>}
          <ul className="flex flex-col divide-y divide-line">
            {data.residents.map((resident) => (
              <li key={resident.id} className="py-3">
                <ResidentLine resident={resident} removable={administrator} />
              </li>
            ))}
          </ul>
          {administrator && <NewResident />}
          {administrator && data.residents.length > 0 && <TellingPrograms residents={data.residents} origin={window.location.origin} />}
        </>
      )}
    </Section>
  );
}

function NewResident() {
  const add = useAddResident();
  return <AddByName label="Somebody who lives here" hint="With an account or without." action="Add the person" failed="Nobody was added." add={add} />;
}
