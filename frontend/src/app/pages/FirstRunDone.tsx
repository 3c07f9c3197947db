import { Link } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { useCameras } from "@/features/cameras/api/cameras";

/** The last step: what happens from now on. */
export function FirstRunDone() {
  const cameras = useCameras().data ?? [];
  return (
    <div className="flex flex-col items-start gap-4">
      {cameras.length > 0 ? (
        <p>
          When something happens in front of {cameras.length === 1 ? cameras[0]?.name : "your cameras"}, a sentence and
          its picture appear on the Home page within seconds.
        </p>
      ) : (
        <p>There is no camera yet. Add one whenever you like, on the Cameras page.</p>
      )}
      <Button asChild look="primary">
        <Link to="/">Go to Home</Link>
      </Button>
    </div>
  );
}
