import { Link } from "@tanstack/react-router";
import { CameraOff } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useCamera } from "@/features/cameras/hooks/useCamera";
import type { Camera } from "@/lib/api/types";

/** Shows a page about one camera once it is known, or says why not. */
export function CameraGate({ cameraId, children }: { cameraId: string; children: (camera: Camera) => ReactNode }) {
  const { camera, error, refetch } = useCamera(cameraId);
  if (camera) return children(camera);
  if (camera === null) {
    return (
      <Page title="No such camera">
        <EmptyState
          icon={CameraOff}
          title="There is no camera at this address"
          action={
            <Button asChild look="primary">
              <Link to="/cameras">See all cameras</Link>
            </Button>
          }
        >
          It may have been deleted.
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title="Camera">
      {error ? (
        <ProblemPanel error={error} summary="The camera cannot be shown." onRetry={() => void refetch()} />
      ) : (
        <Loading label="Loading the camera">
          <Skeleton className="aspect-video w-full" />
        </Loading>
      )}
    </Page>
  );
}
