import { Link } from "@tanstack/react-router";
import { Bell, CircleOff, EyeOff, Moon, SlidersHorizontal, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Reason } from "@/features/decisions/api/reasons";
import { directionOf } from "@/lib/text/direction";
import { onThisClock } from "@/lib/time/format";
import { DecisionCard } from "./DecisionCard";
import { Times } from "./Times";

const ICONS: Partial<Record<Reason["kind"], LucideIcon>> = {
  outage: EyeOff,
  off: CircleOff,
  change: SlidersHorizontal,
  mode: Moon,
  notice: Bell,
};

interface ReasonCardProps {
  cameraId: string;
  reason: Reason;
  withDay: boolean;
  /** What became of an event or a notice. */
  fate: ReactNode;
}

/** One thing that explains why somebody was told or not. */
export function ReasonCard({ cameraId, reason, withDay, fate }: ReasonCardProps) {
  if (reason.kind === "decision") return <DecisionCard cameraId={cameraId} decision={reason} withDay={withDay} />;
  if (reason.kind === "event") return <EventReason reason={reason} withDay={withDay} fate={fate} />;
  const Icon = ICONS[reason.kind] ?? CircleOff;
  const missed = reason.kind === "outage" || reason.kind === "off";
  return (
    <div className={`flex items-start gap-3 rounded-card border p-3 ${missed ? "border-notable-line bg-notable-soft" : "border-line bg-surface"}`}>
      <Icon aria-hidden="true" size={20} className="mt-0.5 shrink-0" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="text-small">
          <Times at={reason.at} until={reason.until} withDay={withDay} />
        </p>
        <p lang={reason.language} dir={directionOf(reason.language)} className="break-words">
          {onThisClock(reason.sentence)}
        </p>
        {fate}
      </div>
    </div>
  );
}

function EventReason({ reason, withDay, fate }: { reason: Reason; withDay: boolean; fate: ReactNode }) {
  const titleId = `event-${reason.id}`;
  return (
    <article
      aria-labelledby={titleId}
      className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-2 rounded-card border border-line bg-surface p-3 sm:gap-x-4"
    >
      {reason.picture !== null && (
        <img
          src={reason.picture}
          alt=""
          loading="lazy"
          decoding="async"
          className="aspect-video w-24 rounded-card bg-sunken object-cover min-[22.5rem]:w-28 sm:row-span-2 sm:w-48"
        />
      )}
      <div className="col-start-2 flex min-w-0 flex-col gap-1.5">
        <p className="text-small text-quiet">
          <Times at={reason.at} until={reason.until} withDay={withDay} />
        </p>
        <h3 id={titleId} lang={reason.language} dir={directionOf(reason.language)} className="text-sentence break-words">
          <Link to="/events/$eventId" params={{ eventId: reason.id }} className="hover:underline">
            {reason.sentence}
          </Link>
        </h3>
      </div>
      <div className="col-span-2 flex min-w-0 flex-col gap-2 sm:col-span-1 sm:col-start-2">{fate}</div>
    </article>
  );
}
