import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Cctv } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PanelBoundary } from "@/components/ui/panel-boundary";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useCameras } from "@/features/cameras/api/cameras";
import { HoursNote } from "@/features/cameras/components/hours/HoursNote";
import { HealthLine } from "@/features/cameras/components/HealthLine";
import { meantBy, rangeOf, type Asked } from "@/features/decisions/asked";
import { AskForm } from "@/features/decisions/components/AskForm";
import { WhyView } from "@/features/decisions/components/WhyView";
import { EventCard } from "@/features/events/components/EventCard";
import { useEventList } from "@/features/events/hooks/useEventList";
import { OutageNotes } from "@/features/outages/components/OutageNotes";
import type { Camera } from "@/lib/api/types";
import { useTimeZone } from "@/lib/time/zone";
import { CameraZone } from "./CameraZone";

/** An event lasts five minutes at most, so one that began this much earlier may still be going on. */
const LONGEST_EVENT_MS = 6 * 60_000;

export function WhyPage() {
  const { data: cameras, error, refetch } = useCameras();
  return (
    <CameraZone>
      <Page title="Why not?">
        <p className="text-quiet">What a camera noticed, and why you were or were not told of it.</p>
        {cameras && cameras.length > 0 && <Answers cameras={cameras} />}
        {cameras?.length === 0 && <NoCamera />}
        {!cameras && error && <ProblemPanel error={error} summary="The cameras could not be loaded." onRetry={() => void refetch()} />}
        {!cameras && !error && (
          <Loading label="Loading the cameras">
            <Skeleton className="h-24 w-full" />
          </Loading>
        )}
      </Page>
    </CameraZone>
  );
}

function Answers({ cameras }: { cameras: Camera[] }) {
  const asked = useSearch({ from: "/signed-in/why" });
  const navigate = useNavigate();
  const timeZone = useTimeZone();
  // Fixed while the page is open, or what is shown would slip away under the reader.
  const [now] = useState(() => Date.now());
  const meant = meantBy(asked, now, timeZone);
  const camera = cameras.find(({ id }) => id === asked.camera) ?? cameras[0];
  if (camera === undefined) return null;
  const ask = (search: Asked) => void navigate({ to: "/why", search, replace: true });
  const widen = meant.minutes === 1440 ? undefined : () => ask({ camera: camera.id, ...meant, minutes: meant.minutes === 60 ? 1440 : 60 });
  return (
    <>
      <AskForm cameras={cameras} cameraId={camera.id} meant={meant} onAsk={ask} />
      <PanelBoundary name="The answer">
        <Answer key={`${camera.id} ${JSON.stringify(meant)}`} camera={camera} range={rangeOf(meant, timeZone)} onWiden={widen} />
      </PanelBoundary>
    </>
  );
}

interface AnswerProps {
  camera: Camera;
  range: { from: Date; to: Date };
  onWiden: (() => void) | undefined;
}

function Answer({ camera, range: { from, to }, onWiden }: AnswerProps) {
  const since = new Date(from.getTime() - LONGEST_EVENT_MS);
  const { events, error } = useEventList({ camera_id: [camera.id], from: since.toISOString(), to: to.toISOString() });
  const lasting = events?.filter(({ ended_at }) => ended_at === null || Date.parse(ended_at) >= from.getTime());
  const told = lasting?.map((event) => ({ id: event.id, at: event.started_at, content: <EventCard event={event} heading="h3" /> }));
  const wasAway = camera.health.condition !== "connected" && Date.parse(camera.health.since) <= to.getTime();
  const health = wasAway && <HealthLine health={camera.health} large />;
  const away = <OutageNotes cameraId={camera.id} from={from} to={to} otherwise={health} />;
  return (
    <WhyView
      cameraId={camera.id}
      from={from}
      to={to}
      told={error ? [] : told}
      note={<Notes error={error} camera={camera} away={away} />}
      onWiden={onWiden}
    />
  );
}

function Notes({ error, camera, away }: { error: Error | null; camera: Camera; away: ReactNode }) {
  return (
    <>
      {away}
      <HoursNote camera={camera} />
      {error && <ProblemPanel error={error} summary="The events of this time could not be loaded." />}
    </>
  );
}

function NoCamera() {
  return (
    <EmptyState
      icon={Cctv}
      title="There is no camera yet"
      action={
        <Button asChild look="primary">
          <Link to="/cameras/add">Add a camera</Link>
        </Button>
      }
    >
      When a camera notices something and you are not told, the reason appears here.
    </EmptyState>
  );
}
