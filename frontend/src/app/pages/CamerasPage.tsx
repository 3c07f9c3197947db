import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ListOrdered, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { CameraWall } from "@/features/cameras/components/CameraWall";
import { GroupChips } from "@/features/cameras/components/GroupChips";
import { LivePicture } from "@/features/live/components/LivePicture";
import { ForAdministrators } from "@/lib/role/administrators";
import { CameraZone } from "./CameraZone";

export function CamerasPage() {
  const { group } = useSearch({ from: "/signed-in/cameras" });
  const navigate = useNavigate();
  return (
    <CameraZone>
      <Page
        title="Cameras"
        actions={
          <ForAdministrators>
          <Button asChild>
            <Link to="/cameras/arrange">
              <ListOrdered aria-hidden="true" size={18} />
              Arrange
            </Link>
          </Button>
          <Button asChild look="primary">
            <Link to="/cameras/add">
              <Plus aria-hidden="true" size={18} />
              Add a camera
            </Link>
          </Button>
          </ForAdministrators>
        }
      >
        <GroupChips group={group} onChange={(next) => void navigate({ to: "/cameras", search: { group: next }, replace: true })} />
        <CameraWall group={group} renderLive={({ id, name }) => <LivePicture cameraId={id} cameraName={name} small />} />
      </Page>
    </CameraZone>
  );
}
