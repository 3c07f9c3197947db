import { Link } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useCameras } from "@/features/cameras/api/cameras";
import { ArrangeView } from "@/features/cameras/components/arrange/ArrangeView";
import { CameraZone } from "./CameraZone";

/** Order, groups, and the same change for several cameras. */
export function ArrangePage() {
  const { data: cameras, error, refetch } = useCameras();
  return (
    <CameraZone>
      <Page
        title="Arrange cameras"
        actions={
          <Button asChild>
            <Link to="/cameras">Back to the cameras</Link>
          </Button>
        }
      >
        {cameras && <ArrangeView cameras={cameras} />}
        {!cameras && error && <ProblemPanel error={error} summary="The cameras cannot be shown." onRetry={() => void refetch()} />}
        {!cameras && !error && (
          <Loading label="Loading the cameras">
            <Skeleton className="h-64 w-full" />
          </Loading>
        )}
      </Page>
    </CameraZone>
  );
}
