import { useNavigate, useSearch } from "@tanstack/react-router";
import { Page } from "@/components/ui/page";
import { PanelBoundary } from "@/components/ui/panel-boundary";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useCameras } from "@/features/cameras/api/cameras";
import { CameraTile } from "@/features/cameras/components/CameraTile";
import { GroupChips } from "@/features/cameras/components/GroupChips";
import { useCamerasOf } from "@/features/cameras/hooks/useCamerasOf";
import { SinceLastLook } from "@/features/events/components/SinceLastLook";
import { HomeView } from "@/features/home/components/HomeView";
import { SystemStrip } from "@/features/home/components/SystemStrip";
import { LivePicture } from "@/features/live/components/LivePicture";
import { OutageNews } from "@/features/outages/components/OutageNews";
import { ParcelsToday } from "@/features/parcels/components/ParcelsToday";
import { useSystem } from "@/features/system/api/system";
import type { Camera } from "@/lib/api/types";
import { CameraZone } from "./CameraZone";

export function HomePage() {
  const { data: cameras, error, refetch } = useCameras();
  const { group } = useSearch({ from: "/signed-in/" });
  const navigate = useNavigate();
  const shown = useCamerasOf(group, cameras);
  const { data: system } = useSystem();
  return (
    <CameraZone>
      <Page title="Home">
        <HomeView
          cameras={cameras?.length}
          outages={<OutageNews />}
          sinceLastLook={<SinceLastLook />}
          parcels={<ParcelsToday />}
          tiles={
            cameras === undefined && error ? (
              <ProblemPanel error={error} summary="The cameras cannot be shown." onRetry={() => void refetch()} />
            ) : (
              <>
                <GroupChips group={group} onChange={(next) => void navigate({ to: "/", search: { group: next }, replace: true })} />
                <Tiles cameras={shown ?? []} />
              </>
            )
          }
          systemStrip={<SystemStrip system={system} cameras={cameras} />}
        />
      </Page>
    </CameraZone>
  );
}

function Tiles({ cameras }: { cameras: readonly Camera[] }) {
  return (
    <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-1">
      {cameras.map((camera) => (
        <li key={camera.id}>
          <PanelBoundary name={camera.name}>
            <CameraTile
              camera={camera}
              renderLive={({ id, name }) => <LivePicture cameraId={id} cameraName={name} small />}
            />
          </PanelBoundary>
        </li>
      ))}
    </ul>
  );
}
