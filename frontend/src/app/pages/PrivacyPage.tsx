import { Link, useParams } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { CameraGate } from "@/features/cameras/components/CameraGate";
import { PrivacyForm } from "@/features/cameras/components/privacy/PrivacyForm";
import { CameraZone } from "./CameraZone";

export function PrivacyPage() {
  const { cameraId } = useParams({ from: "/signed-in/cameras/$cameraId/privacy" });
  return (
    <CameraZone>
      <CameraGate cameraId={cameraId}>
        {(camera) => (
          <Page
            title={`What is hidden of ${camera.name}`}
            actions={
              <Button asChild>
                <Link to="/cameras/$cameraId" params={{ cameraId }}>
                  Back to the camera
                </Link>
              </Button>
            }
          >
            <PrivacyForm key={camera.id} camera={camera} />
          </Page>
        )}
      </CameraGate>
    </CameraZone>
  );
}
