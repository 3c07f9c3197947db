import type { QueryClient } from "@tanstack/react-query";
import type { Camera } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";
import { CAMERAS_KEY } from "./cameras";

/** Writes a live message into the list of cameras. */
export function applyToCameras(queryClient: QueryClient, message: LiveMessage): void {
  const change = (edit: (cameras: Camera[]) => Camera[]) => {
    queryClient.setQueryData<Camera[]>(CAMERAS_KEY, (cameras) => cameras && edit(cameras));
  };
  switch (message.kind) {
    case "camera.changed": {
      const { camera } = message.body;
      change((cameras) =>
        cameras.some(({ id }) => id === camera.id)
          ? cameras.map((each) => (each.id === camera.id ? camera : each))
          : [...cameras, camera],
      );
      break;
    }
    case "camera.deleted":
      change((cameras) => cameras.filter(({ id }) => id !== message.body.camera_id));
      break;
    case "camera.health":
      change((cameras) =>
        cameras.map((each) => (each.id === message.body.camera_id ? { ...each, health: message.body.health } : each)),
      );
      break;
    default:
  }
}
