import { Link } from "@tanstack/react-router";
import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { System } from "@/lib/api/types";
import { bytesInWords } from "@/lib/text/bytes";
import { durationWords } from "@/lib/time/format";

const INSTALL = "argusai models install";
const DAY_SECONDS = 86_400;

interface SystemSectionProps {
  system: System | undefined;
  error: Error | null;
  onRetry: () => void;
}

/** How the machine does, for whoever wants to know more. */
export function SystemSection({ system, error, onRetry }: SystemSectionProps) {
  return (
    <Section title="System">
      {system && <Facts system={system} />}
      {!system && error && <ProblemPanel error={error} summary="The state of the system could not be loaded." onRetry={onRetry} />}
      {!system && !error && (
        <Loading label="Loading the state of the system">
          <Skeleton className="h-40 w-full" />
        </Loading>
      )}
    </Section>
  );
}

function Facts({ system }: { system: System }) {
  const { storage } = system;
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-3 sm:grid-cols-[max-content_1fr]">
      <Fact name="Version">{system.version}</Fact>
      <Fact name="Running for">{uptimeWords(system.uptime_seconds)}</Fact>
      <Fact name="Cameras">
        {system.cameras_connected} connected, {system.cameras_down} down, {system.cameras_paused} paused
      </Fact>
      <Fact name="Storage">
        {bytesInWords(storage.media_bytes)} of pictures and clips, {bytesInWords(storage.database_bytes)} of records,{" "}
        {bytesInWords(storage.free_bytes)} free
      </Fact>
      <Fact name="Oldest event">{storage.oldest_event_at === null ? "None yet" : <Moment at={storage.oldest_event_at} />}</Fact>
      <Fact name="Models">
        <Models models={system.models} />
      </Fact>
      <Fact name="Capture">
        <Capture parts={system.capture} />
      </Fact>
      <Fact name="Troubles">
        <Troubles troubles={system.troubles} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="-mb-2 text-quiet sm:mb-0">{name}</dt>
      <dd className="flex min-w-0 flex-col gap-2 break-words">{children}</dd>
    </div>
  );
}

/** Also for weeks, where minutes mean nothing. */
function uptimeWords(seconds: number): string {
  const days = Math.floor(seconds / DAY_SECONDS);
  if (days === 0) return durationWords(seconds);
  const hours = Math.floor((seconds % DAY_SECONDS) / 3600);
  return `${days === 1 ? "1 day" : `${String(days)} days`} ${String(hours)} h`;
}

function State({ good, children }: { good: boolean; children: ReactNode }) {
  return (
    <span className="flex items-start gap-2">
      {good ? (
        <CircleCheck aria-hidden="true" size={18} className="mt-0.5 shrink-0 text-good" />
      ) : (
        <TriangleAlert aria-hidden="true" size={18} className="mt-0.5 shrink-0 text-notable" />
      )}
      <span className="min-w-0">{children}</span>
    </span>
  );
}

function Models({ models }: { models: System["models"] }) {
  if (models.length === 0) return "None";
  return (
    <>
      {models.map(({ name, purpose, installed }) => (
        <State key={name} good={installed}>
          {name}: {purpose}. {installed ? "Installed." : "Not installed."}
        </State>
      ))}
      {models.some(({ installed }) => !installed) && (
        <span>
          To install what is missing, run <code className="rounded bg-sunken px-1.5 py-0.5">{INSTALL}</code> on the machine that
          runs ArgusAI.
        </span>
      )}
    </>
  );
}

function Capture({ parts }: { parts: System["capture"] }) {
  if (parts.length === 0) return "Not started";
  return parts.map(({ running, restarts, cameras }, index) => (
    <State key={index} good={running}>
      {running ? "Running" : "Not running; it is being started again"}, {cameras === 1 ? "1 camera" : `${String(cameras)} cameras`}
      {restarts > 0 && `, restarted ${restarts === 1 ? "once" : `${String(restarts)} times`}`}
    </State>
  ));
}

function Troubles({ troubles }: { troubles: System["troubles"] }) {
  if (troubles.length === 0) return <State good>None</State>;
  return troubles.map(({ slug, sentence, link }) => (
    <State key={`${slug} ${sentence}`} good={false}>
      <Link to={link} className="underline underline-offset-2">
        {sentence}
      </Link>
    </State>
  ));
}
