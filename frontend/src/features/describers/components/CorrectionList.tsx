import { Link } from "@tanstack/react-router";
import { mistakeInWords } from "@/components/events/CorrectionPanel";
import { Moment } from "@/components/ui/moment";
import { writerInWords } from "@/features/describers/accuracy";
import type { Correction } from "@/features/describers/api/accuracy";

/** The newest, each with a way to its event. */
export function CorrectionList({ corrections }: { corrections: readonly Correction[] }) {
  if (corrections.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-medium">Newest corrections</h3>
      <ul aria-label="Newest corrections" className="flex flex-col divide-y divide-line">
        {corrections.map((each) => (
          <li key={`${each.event_id} ${each.given_at}`} className="flex flex-col gap-1 py-3">
            <p className="break-words">
              {each.mistake && <span className="font-medium">{mistakeInWords(each.mistake)}. </span>}
              {each.correction}
            </p>
            {each.said !== null && (
              <p className="text-small break-words text-quiet">
                {writerInWords(each)} said: <q>{each.said}</q>
              </p>
            )}
            <Link to="/events/$eventId" params={{ eventId: each.event_id }} className="inline-flex min-h-touch items-center self-start text-small text-accent underline underline-offset-2">
              <span>
                {each.camera_name}, <Moment at={each.started_at} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
