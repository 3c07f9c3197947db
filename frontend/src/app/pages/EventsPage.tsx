import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { useCameras } from "@/features/cameras/api/cameras";
import { GroupChips } from "@/features/cameras/components/GroupChips";
import { EventsView } from "@/features/events/components/EventsView";
import { CameraZone } from "./CameraZone";

export function EventsPage() {
  const filters = useSearch({ from: "/signed-in/events" });
  const navigate = useNavigate();
  const { data: cameras } = useCameras();
  return (
    <CameraZone>
      <Page
        title="Events"
        actions={
          <Button asChild>
            <Link to="/parcels">Parcels</Link>
          </Button>
        }
      >
        <EventsView
          filters={filters}
          onFilters={(search) => void navigate({ to: "/events", search, replace: true })}
          cameras={cameras ?? []}
          groups={<GroupChips group={filters.group} onChange={(group) => void navigate({ to: "/events", search: { ...filters, group }, replace: true })} />}
          firstStep={<FirstStep hasCameras={cameras === undefined || cameras.length > 0} />}
          whyNot={<WhyNot camera={filters.camera?.[0]} day={filters.from ?? filters.to} />}
        />
      </Page>
    </CameraZone>
  );
}

function WhyNot({ camera, day }: { camera: string | undefined; day: string | undefined }) {
  return (
    <Button asChild>
      <Link to="/why" search={{ camera, day, minutes: 1440 }}>
        Why was I not told?
      </Link>
    </Button>
  );
}

function FirstStep({ hasCameras }: { hasCameras: boolean }) {
  return (
    <Button asChild look="primary">
      {hasCameras ? <Link to="/cameras">Look at the cameras</Link> : <Link to="/cameras/add">Add a camera</Link>}
    </Button>
  );
}
