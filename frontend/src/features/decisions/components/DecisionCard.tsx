import { Link } from "@tanstack/react-router";
import { ImageOff } from "lucide-react";
import { useState } from "react";
import { Tag } from "@/components/ui/chip";
import type { Reason } from "@/features/decisions/api/reasons";
import { classes } from "@/lib/text/classes";
import { directionOf } from "@/lib/text/direction";
import { adviceOn, type Advice } from "@/features/decisions/advice";
import { readNumbers } from "@/features/decisions/numbers";
import { ForAdministrators } from "@/lib/role/administrators";
import { Times } from "./Times";

const LINK = "inline-flex min-h-touch items-center font-medium text-accent underline underline-offset-2";

interface DecisionCardProps {
  cameraId: string;
  decision: Reason;
  withDay: boolean;
  /** Among others of the same reason, for which the advice is given once. */
  inGroup?: boolean;
}

/** One thing that was seen and not told of: why, and what one can do. */
export function DecisionCard({ cameraId, decision, withDay, inGroup = false }: DecisionCardProps) {
  const titleId = `decision-${decision.id}`;
  return (
    <article
      aria-labelledby={titleId}
      className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-2 rounded-card border border-dashed border-line-strong bg-surface p-3 sm:grid-rows-[auto_1fr] sm:gap-x-4"
    >
      <TinyPicture picture={decision.picture} />
      <div className="flex min-w-0 flex-col gap-1.5">
        <p className="flex flex-wrap items-center gap-2 text-small text-quiet">
          <Times at={decision.at} until={decision.until} withDay={withDay} />
          {!inGroup && <Tag>Nothing told</Tag>}
        </p>
        <h3 id={titleId} lang={decision.language} dir={directionOf(decision.language)} className="text-sentence break-words">
          {decision.sentence}
        </h3>
      </div>
      {/* On a phone it takes the whole width, below the picture. */}
      <div className="col-span-2 flex min-w-0 flex-col gap-1.5 sm:col-span-1 sm:col-start-2">
        {!inGroup && <DecisionAdvice cameraId={cameraId} reason={decision.slug} />}
        <Numbers decision={decision} />
      </div>
    </article>
  );
}

/** What can be done about a reason, and the way there. */
export function DecisionAdvice({ cameraId, reason }: { cameraId: string; reason: string }) {
  const advice = adviceOn(reason);
  return (
    <>
      <p className="text-small text-quiet">{advice.text}</p>
      <ForAdministrators>
        <AdviceLink advice={advice} cameraId={cameraId} />
      </ForAdministrators>
    </>
  );
}

/** Decoration: the sentence beside it says what is known. */
export function TinyPicture({ picture, small = false }: { picture: string | null; small?: boolean }) {
  const [broken, setBroken] = useState(false);
  const frame = `shrink-0 rounded-card bg-sunken ${small ? "size-14" : "size-24 min-[22.5rem]:size-28 sm:row-span-2"}`;
  if (picture === null || broken) {
    return (
      <span className={classes(frame, "flex items-center justify-center text-quiet")}>
        <ImageOff aria-hidden="true" size={22} />
      </span>
    );
  }
  return (
    <img
      src={picture}
      alt=""
      width={112}
      height={112}
      loading="lazy"
      decoding="async"
      onError={() => setBroken(true)}
      className={classes(frame, "object-contain")}
    />
  );
}

function AdviceLink({ advice, cameraId }: { advice: Advice; cameraId: string }) {
  if (advice.goTo === "camera") {
    return (
      <p>
        <Link to="/cameras/$cameraId/watch" params={{ cameraId }} className={LINK}>
          Change what this camera tells of
        </Link>
      </p>
    );
  }
  if (advice.goTo === "hours") {
    return (
      <p>
        <Link to="/cameras/$cameraId/hours" params={{ cameraId }} className={LINK}>
          Change when this camera watches
        </Link>
      </p>
    );
  }
  if (advice.goTo === "system") {
    return (
      <p>
        <Link to="/settings/$part" params={{ part: "system" }} className={LINK}>
          See how the machine is doing
        </Link>
      </p>
    );
  }
  return null;
}

function Numbers({ decision }: { decision: Reason }) {
  const numbers = readNumbers(decision.numbers);
  if (numbers.length === 0) return null;
  return (
    <details className="text-small">
      <summary className="min-h-touch w-fit cursor-pointer py-2.5 text-quiet">Numbers</summary>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 pb-1">
        {numbers.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-quiet">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
