import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { NoticesView } from "@/features/notices/components/NoticesView";
import { SnoozeBar } from "@/features/notices/components/SnoozeBar";
import { CameraZone } from "./CameraZone";

export function NoticesPage() {
  const filters = useSearch({ from: "/signed-in/notices" });
  const navigate = useNavigate();
  return (
    <CameraZone>
      <Page
        title="Notices"
        narrow
        actions={
          <Button asChild>
            <Link to="/settings/$part" params={{ part: "notifications" }}>
              How you are told
            </Link>
          </Button>
        }
      >
        <SnoozeBar />
        <NoticesView
          filters={filters}
          onFilters={(search) => void navigate({ to: "/notices", search, replace: true })}
          firstStep={
            <Button asChild look="primary">
              <Link to="/settings/$part" params={{ part: "notifications" }}>
                Choose how you are told
              </Link>
            </Button>
          }
        />
      </Page>
    </CameraZone>
  );
}
