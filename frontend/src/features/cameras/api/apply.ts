import type { QueryClient } from "@tanstack/react-query";
import type { Camera } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";
import { CAMERAS_KEY } from "./cameras";
import { GROUPS_KEY } from "./groups";

function change(queryClient: QueryClient, edit: (cameras: Camera[]) => Camera[]): void {
  queryClient.setQueryData<Camera[]>(CAMERAS_KEY, (cameras) => cameras && edit(cameras));
}

function inOrder(cameras: Camera[]): Camera[] {
  const sorted = cameras.every((each, place) => place === 0 || (cameras[place - 1]?.position ?? 0) <= each.position);
  return sorted ? cameras : [...cameras].sort((one, other) => one.position - other.position);
}

/** Puts a new or changed camera into the list. */
export function keepCamera(queryClient: QueryClient, camera: Camera): void {
  change(queryClient, (cameras) =>
    cameras.some(({ id }) => id === camera.id)
      ? inOrder(cameras.map((each) => (each.id === camera.id ? camera : each)))
      : [...cameras, camera],
  );
}

export function dropCamera(queryClient: QueryClient, cameraId: string): void {
  change(queryClient, (cameras) => cameras.filter(({ id }) => id !== cameraId));
}

/** Writes a live message into the list of cameras. */
export function applyToCameras(queryClient: QueryClient, message: LiveMessage): void {
  if (message.kind === "camera.changed") keepCamera(queryClient, message.body.camera);
  else if (message.kind === "camera.deleted") dropCamera(queryClient, message.body.camera_id);
  else if (message.kind === "groups.changed") void queryClient.invalidateQueries({ queryKey: GROUPS_KEY });
  else if (message.kind === "settings.changed") {
    void queryClient.invalidateQueries({ queryKey: CAMERAS_KEY, exact: true }); // their hours are on its clock
  } else if (message.kind === "camera.health") {
    const { camera_id, health } = message.body;
    change(queryClient, (cameras) => cameras.map((each) => (each.id === camera_id ? { ...each, health } : each)));
  }
}
