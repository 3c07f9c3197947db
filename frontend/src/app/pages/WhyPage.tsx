import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Cctv } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PanelBoundary } from "@/components/ui/panel-boundary";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useCameras } from "@/features/cameras/api/cameras";
import { HoursNote } from "@/features/cameras/components/hours/HoursNote";
import { meantBy, rangeOf, some, wider, type Asked, type Narrowed } from "@/features/decisions/asked";
import { AskForm } from "@/features/decisions/components/AskForm";
import { WhyView } from "@/features/decisions/components/WhyView";
import type { Camera } from "@/lib/api/types";
import { useTimeZone } from "@/lib/time/zone";
import { CameraZone } from "./CameraZone";
import { Fate } from "./Fate";

export function WhyPage() {
  const { data: cameras, error, refetch } = useCameras();
  return (
    <CameraZone>
      <Page title="Why not?">
        <p className="text-quiet">What explains why you were told or not: when the camera did not watch, what it saw and let go, what rules said, and what went to you.</p>
        {cameras && cameras.length > 0 && <Answers cameras={cameras} />}
        {cameras?.length === 0 && <NoCamera />}
        {!cameras && error && <ProblemPanel error={error} summary="The cameras could not be loaded." onRetry={() => void refetch()} />}
        {!cameras && !error && (
          <Loading label="Loading the cameras">
            <Skeleton className="h-24 w-full" />
          </Loading>
        )}
      </Page>
    </CameraZone>
  );
}

function Answers({ cameras }: { cameras: Camera[] }) {
  const asked = useSearch({ from: "/signed-in/why" });
  const navigate = useNavigate();
  const timeZone = useTimeZone();
  // Fixed while the page is open, or what is shown would slip away under the reader.
  const [now] = useState(() => Date.now());
  const meant = meantBy(asked, now, timeZone);
  const narrowed: Narrowed = { reason: asked.reason, label: asked.label };
  const camera = cameras.find(({ id }) => id === asked.camera) ?? cameras[0];
  if (camera === undefined) return null;
  const ask = (change: Asked) => void navigate({ to: "/why", search: { ...narrowed, ...change }, replace: true });
  const more = wider(meant.minutes);
  const widen = more === undefined ? undefined : () => ask({ camera: camera.id, ...meant, minutes: more });
  return (
    <>
      <AskForm cameras={cameras} cameraId={camera.id} meant={meant} onAsk={ask} />
      <PanelBoundary name="The answer">
        <WhyView
          key={`${camera.id} ${JSON.stringify(meant)}`}
          cameraId={camera.id}
          {...rangeOf(meant, timeZone)}
          narrowed={narrowed}
          onNarrow={({ reason, label }) => ask({ ...asked, reason: some(reason), label: some(label) })}
          note={<HoursNote camera={camera} />}
          fate={(fate) => <Fate fate={fate} />}
          onWiden={widen}
        />
      </PanelBoundary>
    </>
  );
}

function NoCamera() {
  return (
    <EmptyState
      icon={Cctv}
      title="There is no camera yet"
      action={
        <Button asChild look="primary">
          <Link to="/cameras/add">Add a camera</Link>
        </Button>
      }
    >
      When a camera notices something and you are not told, the reason appears here.
    </EmptyState>
  );
}
