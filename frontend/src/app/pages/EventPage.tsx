import { useCanGoBack, useNavigate, useParams, useRouter } from "@tanstack/react-router";
import { EventView } from "@/features/events/components/EventView";
import { CameraZone } from "./CameraZone";

export function EventPage() {
  const { eventId } = useParams({ from: "/signed-in/events/$eventId" });
  const navigate = useNavigate();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  return (
    <CameraZone>
      <EventView
        id={eventId}
        // In place: going back leads to the list, however far one walked.
        onGoTo={(id) => void navigate({ to: "/events/$eventId", params: { eventId: id }, replace: true })}
        onLeave={() => {
          if (canGoBack) router.history.back();
          else void navigate({ to: "/events" });
        }}
      />
    </CameraZone>
  );
}
