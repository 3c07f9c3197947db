import { Link } from "@tanstack/react-router";
import { Moment } from "@/components/ui/moment";
import { useEventList } from "@/features/events/hooks/useEventList";

/** When a camera last told of something, as the way there. */
export function LastEvent({ cameraId }: { cameraId: string }) {
  const { events, error } = useEventList({ camera_id: [cameraId] });
  if (events === undefined) return error ? "not known" : "…";
  const [last] = events;
  if (last === undefined) return "none yet";
  return (
    <Link to="/events/$eventId" params={{ eventId: last.id }} className="text-accent underline underline-offset-2">
      <Moment at={last.started_at} />
    </Link>
  );
}
