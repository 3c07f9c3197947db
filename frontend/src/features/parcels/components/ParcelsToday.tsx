import { Link } from "@tanstack/react-router";
import { Section } from "@/components/ui/page";
import { useParcels } from "@/features/parcels/api/parcels";
import { ParcelList } from "./ParcelList";

/** Today's parcels; nothing at all on a day without one. */
export function ParcelsToday() {
  const { data: parcels } = useParcels();
  if (!parcels || parcels.length === 0) return null;
  return (
    <Section
      title="Parcels today"
      actions={
        <Link to="/parcels" className="flex min-h-touch items-center text-accent underline underline-offset-2">
          Other days
        </Link>
      }
    >
      <ParcelList parcels={parcels} />
    </Section>
  );
}
