import { Link, useParams } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { CameraGate } from "@/features/cameras/components/CameraGate";
import { WatchForm } from "@/features/cameras/components/watch/WatchForm";
import { LiveBackdrop } from "@/features/live/components/LiveBackdrop";
import { CameraZone } from "./CameraZone";

export function WatchPage() {
  const { cameraId } = useParams({ from: "/signed-in/cameras/$cameraId/watch" });
  return (
    <CameraZone>
      <CameraGate cameraId={cameraId}>
        {(camera) => (
          <Page
            title={`What ${camera.name} watches for`}
            actions={
              <Button asChild>
                <Link to="/cameras/$cameraId" params={{ cameraId }}>
                  Back to the camera
                </Link>
              </Button>
            }
          >
            <WatchForm key={camera.id} camera={camera} live={camera.enabled && <LiveBackdrop key={camera.id} cameraId={camera.id} />} />
          </Page>
        )}
      </CameraGate>
    </CameraZone>
  );
}
