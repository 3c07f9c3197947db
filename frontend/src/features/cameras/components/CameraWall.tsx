import { Link } from "@tanstack/react-router";
import { Cctv } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PanelBoundary } from "@/components/ui/panel-boundary";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useCameras } from "@/features/cameras/api/cameras";
import { useCamerasOf } from "@/features/cameras/hooks/useCamerasOf";
import type { Camera } from "@/lib/api/types";
import { ForAdministrators } from "@/lib/role/administrators";
import { CameraTile } from "./CameraTile";

const GRID = "grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3";

/** All cameras as tiles, in every state a list can be in. */
export function CameraWall({ group, renderLive }: { group?: string | undefined; renderLive: (camera: Camera) => ReactNode }) {
  const { data: cameras, error, refetch } = useCameras();
  const shown = useCamerasOf(group, cameras) ?? [];
  if (cameras === undefined) {
    if (error) return <ProblemPanel error={error} summary="The cameras cannot be shown." onRetry={() => void refetch()} />;
    return (
      <Loading label="Loading the cameras" className={GRID}>
        {[1, 2, 3].map((each) => (
          <div key={each} className="flex flex-col gap-3">
            <Skeleton className="aspect-video" />
            <Skeleton className="h-5 w-1/2" />
          </div>
        ))}
      </Loading>
    );
  }
  if (cameras.length === 0) {
    return (
      <EmptyState
        icon={Cctv}
        title="No camera yet"
        action={
          <ForAdministrators>
            <Button asChild look="primary">
              <Link to="/cameras/add">Add a camera</Link>
            </Button>
          </ForAdministrators>
        }
      >
        Each camera you add appears here with its picture, and what happens in front of it is written down.
      </EmptyState>
    );
  }
  return (
    <ul className={GRID}>
      {shown.map((camera) => (
        <li key={camera.id}>
          <PanelBoundary name={camera.name}>
            <CameraTile camera={camera} renderLive={renderLive} />
          </PanelBoundary>
        </li>
      ))}
    </ul>
  );
}
