import { useState } from "react";
import type { Group } from "@/features/decisions/groups";
import { groupWord } from "@/features/decisions/words";
import { DecisionAdvice, DecisionCard, TinyPicture } from "./DecisionCard";
import { Times } from "./Times";

/** What was seen and let go again and again for the same reason: how often and when; each of them on demand. */
export function GroupCard({ cameraId, group, withDay }: { cameraId: string; group: Group; withDay: boolean }) {
  const [open, setOpen] = useState(false);
  const [first] = group.reasons;
  return (
    <details
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      className="rounded-card border border-dashed border-line-strong bg-surface"
    >
      <summary className="flex min-h-touch cursor-pointer list-none items-center gap-3 rounded-card p-3 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        {first && <TinyPicture picture={group.reasons.find(({ picture }) => picture !== null)?.picture ?? null} small />}
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="text-sentence break-words">
            <span className="font-semibold">{group.times}&thinsp;×</span> {groupWord(group.slug, group.label)}
          </span>
          <span className="text-small text-quiet">
            <Times at={group.at} until={group.until} withDay={withDay} />
          </span>
        </span>
        <span aria-hidden="true" className="shrink-0 text-small font-medium text-accent underline underline-offset-2">
          {open ? "Fold" : "Show"}
        </span>
      </summary>
      {open && (
        <div className="flex flex-col gap-3 border-t border-line p-3">
          <DecisionAdvice cameraId={cameraId} reason={group.slug} />
          <ol className="flex flex-col gap-3">
            {group.reasons.map((reason) => (
              <li key={reason.id}>
                <DecisionCard cameraId={cameraId} decision={reason} withDay={withDay} inGroup />
              </li>
            ))}
          </ol>
        </div>
      )}
    </details>
  );
}
