import { Link } from "@tanstack/react-router";
import { Package, PackageX } from "lucide-react";
import type { Parcel } from "@/features/parcels/api/parcels";
import { directionOf } from "@/lib/text/direction";
import { onThisClock } from "@/lib/time/format";

/** Each parcel as its sentence, with the way to its events. */
export function ParcelList({ parcels }: { parcels: readonly Parcel[] }) {
  return (
    <ul className="flex flex-col divide-y divide-line">
      {parcels.map((parcel) => (
        <li key={parcel.id} className="flex items-start gap-3 py-3">
          <Icon taken={parcel.state === "taken"} />
          <div className="flex min-w-0 flex-col gap-1">
            <p lang={parcel.language} dir={directionOf(parcel.language)} className="break-words">
              {onThisClock(parcel.sentence)}
            </p>
            <div className="flex flex-wrap gap-x-4">
              <EventLink id={parcel.left_event_id} what="When it was left" />
              <EventLink id={parcel.taken_event_id} what="When it was taken" />
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Icon({ taken }: { taken: boolean }) {
  const Shape = taken ? PackageX : Package;
  return <Shape aria-hidden="true" size={20} className={taken ? "mt-1 shrink-0 text-notable" : "mt-1 shrink-0 text-accent"} />;
}

function EventLink({ id, what }: { id: string | null; what: string }) {
  if (id === null) return null;
  return (
    <Link to="/events/$eventId" params={{ eventId: id }} className="flex min-h-touch items-center text-accent underline underline-offset-2">
      {what}
    </Link>
  );
}
