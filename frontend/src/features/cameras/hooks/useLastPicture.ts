import { useQuery } from "@tanstack/react-query";
import { eventPictureQuery, snapshotQuery } from "@/features/cameras/api/lastPicture";
import type { Camera } from "@/lib/api/types";

/** Often enough to be honest, seldom enough to cost nothing. */
const REFRESH_MS = 10_000;

/** The newest picture there is of a camera, renewed every 10 s while `seen` and connected; `asked`: nothing more is to come now. */
export function useLastPicture(camera: Camera, seen: boolean): { picture: { url: string; at: string } | null; asked: boolean } {
  const connected = camera.enabled && camera.health.condition === "connected";
  // A camera that comes back is asked at once, as its query is enabled again.
  const snapshot = useQuery({ ...snapshotQuery(camera.id), enabled: seen && connected, refetchInterval: connected && REFRESH_MS });
  const older = useQuery({ ...eventPictureQuery(camera.id), enabled: seen && !connected && !snapshot.data }).data;

  const asked = snapshot.isError || !connected;
  if (snapshot.data) return { picture: snapshot.data, asked };
  if (older && !connected) return { picture: { url: older.url, at: older.taken_at }, asked };
  return { picture: null, asked };
}
