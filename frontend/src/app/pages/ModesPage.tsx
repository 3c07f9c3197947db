import { Moment } from "@/components/ui/moment";
import { Page, Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useModes, type Modes } from "@/features/modes/api/modes";
import { ChoosingPrograms } from "@/features/modes/components/ChoosingPrograms";
import { ModeHistory } from "@/features/modes/components/ModeHistory";
import { ModeList } from "@/features/modes/components/ModeList";
import { ScheduleForm } from "@/features/modes/components/ScheduleForm";
import { howChosen } from "@/features/modes/words";
import { PresenceSection } from "@/features/presence/components/PresenceSection";
import { useSession } from "@/features/session/api/useSession";
import { CameraZone } from "./CameraZone";

export function ModesPage() {
  const { data: modes, error, refetch } = useModes();
  const administrator = useSession()?.user?.role === "administrator";
  return (
    <CameraZone>
      <Page title="Modes" narrow>
        {!modes && error && <ProblemPanel error={error} summary="The modes could not be loaded." onRetry={() => void refetch()} />}
        {!modes && !error && (
          <Loading label="Loading the modes">
            <Skeleton className="h-40 w-full" />
          </Loading>
        )}
        {modes && (
          <>
            <Now modes={modes} administrator={administrator} />
            <PresenceSection administrator={administrator} />
            {administrator && <ScheduleForm stored={modes.schedule} modes={modes.modes} />}
            {administrator && <ModeList modes={modes.modes} />}
            <ModeHistory />
          </>
        )}
      </Page>
    </CameraZone>
  );
}

function Now({ modes: { modes, current }, administrator }: { modes: Modes; administrator: boolean }) {
  const mode = modes.find(({ id }) => id === current.mode);
  return (
    <Section title="Now">
      <p className="text-sentence">
        The mode is <strong>{mode?.name}</strong>
        {current.since !== null && (
          <>
            , chosen {howChosen(current)}, <Moment at={current.since} />
          </>
        )}
        .
      </p>
      <p className="text-quiet">
        Anybody in the house changes it at the top of every page. Rules may ask for it
        {mode?.silent ? "; this one keeps those silent that do not say otherwise." : "."}
      </p>
      {administrator && <ChoosingPrograms modes={modes} origin={window.location.origin} />}
    </Section>
  );
}
