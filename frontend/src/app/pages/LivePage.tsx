import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Cctv, LayoutGrid } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { focusTitle, Page } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useCameras } from "@/features/cameras/api/cameras";
import { GroupChips } from "@/features/cameras/components/GroupChips";
import { Snapshot } from "@/features/cameras/components/Snapshot";
import { useCamerasOf } from "@/features/cameras/hooks/useCamerasOf";
import { LiveGrid, type Shown } from "@/features/live/components/LiveGrid";
import { LiveSingle } from "@/features/live/components/LiveSingle";
import type { Camera } from "@/lib/api/types";
import { CameraZone } from "./CameraZone";

/** What all cameras see now, or one of them alone. */
export function LivePage() {
  return (
    <CameraZone>
      <LiveView />
    </CameraZone>
  );
}

function LiveView() {
  const { camera: chosen, group } = useSearch({ from: "/signed-in/live" });
  const { data: all, error, refetch } = useCameras();
  const cameras = useCamerasOf(group, all);
  const navigate = useNavigate();
  const show = useCallback((camera?: string) => void navigate({ to: "/live", search: { camera, group }, replace: camera !== undefined && chosen !== undefined }), [navigate, chosen, group]);
  const close = useCallback(() => show(), [show]);
  const single = cameras?.findIndex(({ id }) => id === chosen) ?? -1;
  const camera = cameras?.[single];
  const from = useWhoWasAlone(chosen);
  if (cameras === undefined) {
    return (
      <Page title="Live">
        {error ? (
          <ProblemPanel error={error} summary="The cameras cannot be shown." onRetry={() => void refetch()} />
        ) : (
          <Loading label="Loading the cameras">
            <Skeleton className="aspect-video" />
          </Loading>
        )}
      </Page>
    );
  }
  if (camera) {
    const [previous, next] = [cameras[single - 1], cameras[single + 1]];
    return (
      <Page
        wide
        title={camera.name}
        actions={
          <>
            <Button onClick={close}>
              <LayoutGrid aria-hidden="true" size={18} />
              All cameras
            </Button>
            <Button asChild>
              <Link to="/cameras/$cameraId" params={{ cameraId: camera.id }}>
                About this camera
              </Link>
            </Button>
          </>
        }
      >
        <LiveSingle
          camera={shown(camera)}
          shape={shapeOf(camera)}
          place={`${String(single + 1)} of ${String(cameras.length)}`}
          hasSub={camera.sub !== null}
          onPrevious={previous && (() => show(previous.id))}
          onNext={next && (() => show(next.id))}
          onClose={close}
        />
      </Page>
    );
  }
  return (
    <Page title="Live" wide>
      {all?.length === 0 ? (
        <EmptyState
          icon={Cctv}
          title="No camera yet"
          action={
            <Button asChild look="primary">
              <Link to="/cameras/add">Add a camera</Link>
            </Button>
          }
        >
          What your cameras see at this moment appears here, side by side.
        </EmptyState>
      ) : (
        <>
          <p className="hidden text-small text-quiet lg:block">
            Arrow keys choose a camera, Enter shows it alone, F fills the screen, M turns its sound on and off.
          </p>
          <GroupChips group={group} onChange={(next) => void navigate({ to: "/live", search: { group: next }, replace: true })} />
          <LiveGrid cameras={cameras.map(shown)} from={from} onOpen={show} />
        </>
      )}
    </Page>
  );
}

/** The camera that is or was shown alone last. Who opens one goes on from its heading: the tile that had the focus is gone. */
function useWhoWasAlone(alone: string | undefined): string | undefined {
  const [last, setLast] = useState(alone);
  const [opened, setOpened] = useState(0);
  const [before, setBefore] = useState(alone);
  if (alone !== before) {
    setBefore(alone);
    if (alone !== undefined) setLast(alone);
    if (alone !== undefined && before === undefined) setOpened(opened + 1);
  }
  useEffect(() => {
    if (opened > 0) focusTitle();
  }, [opened]);
  return last;
}

function shown(camera: Camera): Shown {
  const live = camera.enabled && camera.health.condition === "connected";
  return {
    id: camera.id,
    name: camera.name,
    instead: live ? null : (
      <div className="relative aspect-video w-full">
        <Snapshot camera={camera} />
      </div>
    ),
    before: <Snapshot camera={camera} whole />,
  };
}

/** Full frame, never cropped. */
function shapeOf({ health: { width, height } }: Camera): number | undefined {
  return width && height ? width / height : undefined;
}
