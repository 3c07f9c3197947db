import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { CameraWall } from "@/features/cameras/components/CameraWall";
import { LivePicture } from "@/features/live/components/LivePicture";
import { CameraZone } from "./CameraZone";

export function CamerasPage() {
  return (
    <CameraZone>
      <Page
        title="Cameras"
        actions={
          <Button asChild look="primary">
            <Link to="/cameras/add">
              <Plus aria-hidden="true" size={18} />
              Add a camera
            </Link>
          </Button>
        }
      >
        <CameraWall renderLive={({ id, name }) => <LivePicture cameraId={id} cameraName={name} small />} />
      </Page>
    </CameraZone>
  );
}
