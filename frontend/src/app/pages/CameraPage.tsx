import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { CirclePause, ListVideo, MessageCircleQuestionMark, ScanEye } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, Section } from "@/components/ui/page";
import { PanelBoundary } from "@/components/ui/panel-boundary";
import { CameraActions, DeleteCamera } from "@/features/cameras/components/CameraActions";
import { CameraFacts } from "@/features/cameras/components/CameraFacts";
import { CameraGate } from "@/features/cameras/components/CameraGate";
import { WatchingLine } from "@/features/cameras/components/hours/WatchingLine";
import { WatchTimes } from "@/features/cameras/components/hours/WatchTimes";
import { KeepChoice } from "@/features/cameras/components/KeepChoice";
import { HealthFacts } from "@/features/cameras/components/HealthFacts";
import { HealthLine } from "@/features/cameras/components/HealthLine";
import { PrivacyBadge, PrivacySummary } from "@/features/cameras/components/privacy/PrivacySummary";
import { SavePower } from "@/features/cameras/components/SavePower";
import { LookNow } from "@/features/cameras/components/LookNow";
import { Snapshot } from "@/features/cameras/components/Snapshot";
import { WatchSummary } from "@/features/cameras/components/watch/WatchSummary";
import { WatchSwitch } from "@/features/cameras/components/WatchSwitch";
import { CameraDescribers } from "@/features/describers/components/CameraDescribers";
import { LastEvent } from "@/features/events/components/LastEvent";
import { StreamAddresses } from "@/features/keys/components/StreamAddresses";
import { LivePicture } from "@/features/live/components/LivePicture";
import { OutageHistory } from "@/features/outages/components/OutageHistory";
import type { Camera } from "@/lib/api/types";
import { ForAdministrators } from "@/lib/role/administrators";
import { CameraZone } from "./CameraZone";

export function CameraPage() {
  const { cameraId } = useParams({ from: "/signed-in/cameras/$cameraId" });
  return (
    <CameraZone>
      <CameraGate cameraId={cameraId}>{(camera) => <OneCamera camera={camera} />}</CameraGate>
    </CameraZone>
  );
}

/** Full frame, never cropped: the place takes the shape of the picture once it is known. */
function shapeOf({ health: { width, height } }: Camera): number | undefined {
  return width && height ? width / height : undefined;
}

function OneCamera({ camera }: { camera: Camera }) {
  const navigate = useNavigate();
  return (
    <Page
      title={camera.name}
      actions={<ForAdministrators><CameraActions camera={camera} /></ForAdministrators>}
    >
      <div className="grid items-start gap-4 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-3">
          <HealthLine health={camera.health} large />
          <PrivacyBadge camera={camera} />
          {camera.enabled ? (
            <PanelBoundary name="The live picture">
              <LivePicture
                key={camera.id}
                cameraId={camera.id}
                cameraName={camera.name}
                shape={shapeOf(camera)}
                before={<Snapshot camera={camera} whole />}
              />
            </PanelBoundary>
          ) : (
            <EmptyState icon={CirclePause} title="Paused">
              No picture is taken while the camera is paused.
            </EmptyState>
          )}
          <WatchingLine camera={camera} large />
          {camera.enabled && <LookNow key={camera.id} camera={camera} />}
          <div className="flex flex-wrap gap-2">
            <Button asChild>
              <Link to="/events" search={{ camera: [camera.id] }}>
                <ListVideo aria-hidden="true" size={18} />
                Its events
              </Link>
            </Button>
            {camera.enabled && (
              <Button asChild>
                <Link to="/cameras/$cameraId/sight" params={{ cameraId: camera.id }}>
                  <ScanEye aria-hidden="true" size={18} />
                  What ArgusAI sees
                </Link>
              </Button>
            )}
            <Button asChild>
              <Link to="/why" search={{ camera: camera.id }}>
                <MessageCircleQuestionMark aria-hidden="true" size={18} />
                Why was I not told?
              </Link>
            </Button>
          </div>
          <Section title="How it is">
            <HealthFacts health={camera.health} lastEvent={<LastEvent cameraId={camera.id} />} />
          </Section>
          <Section title="When it was not seen">
            <PanelBoundary name="The times without a picture">
              <OutageHistory key={camera.id} cameraId={camera.id} />
            </PanelBoundary>
          </Section>
          <ForAdministrators>
            <Section title="What is kept">
              <KeepChoice camera={camera} />
            </Section>
            <Section title="Save power">
              <SavePower camera={camera} />
            </Section>
          </ForAdministrators>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Section
            title="What it watches for"
            actions={
              <ForAdministrators>
                <Button asChild>
                  <Link to="/cameras/$cameraId/watch" params={{ cameraId: camera.id }} aria-label="Change what it watches for">
                    Change
                  </Link>
                </Button>
              </ForAdministrators>
            }
          >
            <WatchSummary rules={camera.rules} />
          </Section>
          <Section
            title="When it watches"
            actions={
              <ForAdministrators>
                <Button asChild>
                  <Link to="/cameras/$cameraId/hours" params={{ cameraId: camera.id }} aria-label="Change when it watches">
                    Change
                  </Link>
                </Button>
              </ForAdministrators>
            }
          >
            <WatchTimes camera={camera} />
          </Section>
          <Section
            title="Privacy"
            actions={
              <ForAdministrators>
                <Button asChild>
                  <Link to="/cameras/$cameraId/privacy" params={{ cameraId: camera.id }} aria-label="Change what is hidden">
                    Change
                  </Link>
                </Button>
              </ForAdministrators>
            }
          >
            <PrivacySummary camera={camera} />
          </Section>
          <ForAdministrators>
            <Section title="Who describes it">
              <PanelBoundary name="Who describes it">
                <CameraDescribers key={camera.id} cameraId={camera.id} />
              </PanelBoundary>
            </Section>
            <Section title="Address for other programs">
              <StreamAddresses
                cameraId={camera.id}
                keys={
                  <Link to="/settings/$part" params={{ part: "keys" }} className="text-accent underline underline-offset-2">
                    Make or revoke keys
                  </Link>
                }
              />
            </Section>
          </ForAdministrators>
          <Section title="About this camera">
            <ForAdministrators>
              <WatchSwitch camera={camera} />
            </ForAdministrators>
            <CameraFacts camera={camera} />
            <ForAdministrators>
              <DeleteCamera camera={camera} onDeleted={() => void navigate({ to: "/cameras" })} />
            </ForAdministrators>
          </Section>
        </div>
      </div>
    </Page>
  );
}
