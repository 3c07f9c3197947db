import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { focusTitle } from "@/components/ui/page";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useCameras } from "@/features/cameras/api/cameras";
import { CameraForm } from "@/features/cameras/components/CameraForm";
import { LivePicture } from "@/features/live/components/LivePicture";

/** Adds the first camera, or shows the one that is there already (the demo's) with its live picture. */
export function FirstCamera({ onDone, skip }: { onDone: () => void; skip: ReactNode }) {
  const { data: cameras, error } = useCameras();
  const [another, setAnother] = useState(false);
  if (cameras === undefined && error === null) {
    return (
      <Loading label="Looking for cameras">
        <Skeleton className="h-64" />
      </Loading>
    );
  }
  const first = cameras?.[0];
  const saved = () => {
    setAnother(false);
    focusTitle();
  };
  if (first === undefined || another) return <CameraForm onSaved={saved} leave={skip} />;
  return (
    <div className="flex flex-col gap-4">
      <p>
        <strong>{first.name}</strong> is connected to ArgusAI. This is what it sees:
      </p>
      <LivePicture cameraId={first.id} cameraName={first.name} />
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={onDone}>
          Continue
        </Button>
        <Button onClick={() => setAnother(true)}>Add another camera</Button>
      </div>
    </div>
  );
}
