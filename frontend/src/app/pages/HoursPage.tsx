import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { CameraGate } from "@/features/cameras/components/CameraGate";
import { HoursForm } from "@/features/cameras/components/hours/HoursForm";
import { CameraZone } from "./CameraZone";

export function HoursPage() {
  const { cameraId } = useParams({ from: "/signed-in/cameras/$cameraId/hours" });
  const navigate = useNavigate();
  const params = { cameraId };
  return (
    <CameraZone>
      <CameraGate cameraId={cameraId}>
        {(camera) => (
          <Page title={`When ${camera.name} watches`} narrow>
            <HoursForm
              key={camera.id}
              camera={camera}
              onSaved={() => void navigate({ to: "/cameras/$cameraId", params, ignoreBlocker: true })}
              leave={
                <Button asChild look="quiet">
                  <Link to="/cameras/$cameraId" params={params} ignoreBlocker>
                    Cancel
                  </Link>
                </Button>
              }
            />
          </Page>
        )}
      </CameraGate>
    </CameraZone>
  );
}
