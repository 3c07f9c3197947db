import { useCameras } from "@/features/cameras/api/cameras";

/** One camera out of the list, which live updates keep true. `camera` null: there is none of this id. */
export function useCamera(cameraId: string) {
  const { data, error, refetch } = useCameras();
  return { camera: data && (data.find(({ id }) => id === cameraId) ?? null), error, refetch };
}
