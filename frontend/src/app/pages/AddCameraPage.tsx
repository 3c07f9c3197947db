import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Page, Section } from "@/components/ui/page";
import { CameraForm } from "@/features/cameras/components/CameraForm";

export function AddCameraPage() {
  const navigate = useNavigate();
  return (
    <Page title="Add a camera" narrow>
      <Section>
        <CameraForm
          onSaved={({ id }) => void navigate({ to: "/cameras/$cameraId", params: { cameraId: id }, ignoreBlocker: true })}
          leave={
            <Button asChild look="quiet">
              <Link to="/cameras" ignoreBlocker>
                Cancel
              </Link>
            </Button>
          }
        />
      </Section>
    </Page>
  );
}
