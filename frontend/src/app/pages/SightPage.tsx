import { Link, useParams } from "@tanstack/react-router";
import { CirclePause } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PanelBoundary } from "@/components/ui/panel-boundary";
import { CameraGate } from "@/features/cameras/components/CameraGate";
import { HealthLine } from "@/features/cameras/components/HealthLine";
import { PrivacyBadge } from "@/features/cameras/components/privacy/PrivacySummary";
import { Snapshot } from "@/features/cameras/components/Snapshot";
import { CameraShapes } from "@/features/cameras/components/watch/CameraShapes";
import { readNumbers } from "@/features/decisions/numbers";
import { LivePicture } from "@/features/live/components/LivePicture";
import { SightView } from "@/features/sight/components/SightView";
import type { Camera } from "@/lib/api/types";
import { CameraZone } from "./CameraZone";

/** What ArgusAI makes of a camera's pictures, as they come. */
export function SightPage() {
  const { cameraId } = useParams({ from: "/signed-in/cameras/$cameraId/sight" });
  return (
    <CameraZone>
      <CameraGate cameraId={cameraId}>{(camera) => <OneSight camera={camera} />}</CameraGate>
    </CameraZone>
  );
}

function OneSight({ camera }: { camera: Camera }) {
  const { id, name, health } = camera;
  const shape = health.width && health.height ? health.width / health.height : undefined;
  return (
    <Page
      title={`What ArgusAI sees at ${name}`}
      actions={
        <>
          <Button asChild>
            <Link to="/why" search={{ camera: id }}>
              Why was I not told?
            </Link>
          </Button>
          <Button asChild>
            <Link to="/cameras/$cameraId" params={{ cameraId: id }}>
              Back to the camera
            </Link>
          </Button>
        </>
      }
    >
      <HealthLine health={health} />
      <PrivacyBadge camera={camera} />
      {camera.enabled ? (
        <PanelBoundary name="What ArgusAI sees">
          <SightView
            key={id}
            cameraId={id}
            zones={<CameraShapes camera={camera} />}
            readNumbers={readNumbers}
            picture={(over) => <LivePicture cameraId={id} cameraName={name} shape={shape} before={<Snapshot camera={camera} whole />} over={over} />}
          />
        </PanelBoundary>
      ) : (
        <EmptyState icon={CirclePause} title="Paused">
          Nothing is looked at while the camera is paused.
        </EmptyState>
      )}
    </Page>
  );
}
