import { Link } from "@tanstack/react-router";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmByName } from "@/components/ui/confirm-by-name";
import { useDeleteCamera } from "@/features/cameras/api/deleteCamera";
import type { Camera } from "@/lib/api/types";

/** Edit and delete. */
export function CameraActions({ camera, onDeleted }: { camera: Camera; onDeleted: () => void }) {
  const [asking, setAsking] = useState(false);
  const deletion = useDeleteCamera(camera.id);
  return (
    <>
      <Button asChild>
        <Link to="/cameras/$cameraId/edit" params={{ cameraId: camera.id }}>
          <Pencil aria-hidden="true" size={18} />
          Edit
        </Link>
      </Button>
      <Button look="danger" onClick={() => setAsking(true)}>
        <Trash2 aria-hidden="true" size={18} />
        Delete
      </Button>
      <ConfirmByName
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${camera.name}?`}
        consequence="Its events, pictures and clips are deleted with it. This cannot be undone."
        name={camera.name}
        action="Delete camera"
        pending={deletion.isPending}
        error={deletion.error}
        onConfirm={() => deletion.mutate(undefined, { onSuccess: onDeleted })}
      />
    </>
  );
}
