import { useCanGoBack, useNavigate, useParams, useRouter } from "@tanstack/react-router";
import { PanelBoundary } from "@/components/ui/panel-boundary";
import { EventView } from "@/features/events/components/EventView";
import { EventNotices } from "@/features/notices/components/EventNotices";
import { EventWhy } from "@/features/rules/components/EventWhy";
import { useSession } from "@/features/session/api/useSession";
import { CameraZone } from "./CameraZone";

export function EventPage() {
  const { eventId } = useParams({ from: "/signed-in/events/$eventId" });
  const navigate = useNavigate();
  const router = useRouter();
  const person = useSession()?.user;
  const administers = person?.role === "administrator";
  const canGoBack = useCanGoBack();
  return (
    <CameraZone>
      <EventView
        id={eventId}
        mayAsk={administers}
        told={
          <>
            <EventNotices eventId={eventId} personId={person?.id} seesAll={administers} />
            <PanelBoundary name="Why">
              <EventWhy eventId={eventId} />
            </PanelBoundary>
          </>
        }
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
