import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Page, Section } from "@/components/ui/page";
import { CameraForm } from "@/features/cameras/components/CameraForm";
import { CameraGate } from "@/features/cameras/components/CameraGate";

export function EditCameraPage() {
  const { cameraId } = useParams({ from: "/signed-in/cameras/$cameraId/edit" });
  const navigate = useNavigate();
  const params = { cameraId };
  return (
    <CameraGate cameraId={cameraId}>
      {(camera) => (
        <Page title={`Edit ${camera.name}`} narrow>
          <Section>
            <CameraForm
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
          </Section>
        </Page>
      )}
    </CameraGate>
  );
}
