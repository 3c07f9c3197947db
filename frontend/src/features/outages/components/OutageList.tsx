import { EyeOff, PowerOff, Unplug } from "lucide-react";
import type { Outage } from "@/lib/api/types";
import { durationWords } from "@/lib/time/format";

const ICONS = { away: EyeOff, "capture-lost": EyeOff, "not-running": PowerOff, flaps: Unplug } as const;

interface OutageListProps {
  rows: readonly { outage: Outage; sentence: string }[];
}

/** Each time a camera was not seen as its sentence; how long nothing was seen stands behind it. */
export function OutageList({ rows }: OutageListProps) {
  return (
    <ul className="flex flex-col divide-y divide-line">
      {rows.map(({ outage, sentence }) => {
        const Icon = ICONS[outage.kind];
        return (
          <li key={outage.id} className="flex items-start gap-3 py-3">
            <Icon
              aria-hidden="true"
              size={20}
              className={outage.ended_at === null ? "mt-0.5 shrink-0 text-urgent" : "mt-0.5 shrink-0 text-quiet"}
            />
            <p className="min-w-0 break-words">
              {sentence}{" "}
              {outage.seconds !== null && (
                <span className="text-small whitespace-nowrap text-quiet">
                  {durationWords(outage.seconds)}
                  {outage.times > 1 && " in all"}
                </span>
              )}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
