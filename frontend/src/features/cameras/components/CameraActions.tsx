import { Link } from "@tanstack/react-router";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmByName } from "@/components/ui/confirm-by-name";
import { useDeleteCamera } from "@/features/cameras/api/deleteCamera";
import type { Camera } from "@/lib/api/types";

/** The way to change it. */
export function CameraActions({ camera }: { camera: Camera }) {
  return (
    <Button asChild>
      <Link to="/cameras/$cameraId/edit" params={{ cameraId: camera.id }}>
        <Pencil aria-hidden="true" size={18} />
        Edit
      </Link>
    </Button>
  );
}

/** At the end of its page: nobody taps it on the way to the picture. */
export function DeleteCamera({ camera, onDeleted }: { camera: Camera; onDeleted: () => void }) {
  const [asking, setAsking] = useState(false);
  const deletion = useDeleteCamera(camera.id);
  return (
    <>
      <div>
        <Button look="danger" onClick={() => setAsking(true)}>
          <Trash2 aria-hidden="true" size={18} />
          Delete
        </Button>
      </div>
      <ConfirmByName
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${camera.name}?`}
        consequence="Its events, pictures and clips are deleted with it. Settings → History brings the camera back, but not them."
        name={camera.name}
        action="Delete camera"
        pending={deletion.isPending}
        error={deletion.error}
        onConfirm={() => deletion.mutate(undefined, { onSuccess: onDeleted })}
      />
    </>
  );
}
