import { Package } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useParcels } from "@/features/parcels/api/parcels";
import { readDay } from "@/lib/time/days";
import { ParcelList } from "./ParcelList";

interface ParcelsViewProps {
  /** "2026-03-01". */
  day: string;
  onDay: (day: string) => void;
}

/** What was probably left and taken on one day. */
export function ParcelsView({ day, onDay }: ParcelsViewProps) {
  const { data: parcels, error, refetch } = useParcels(day);
  return (
    <>
      <TextField
        label="Day"
        type="date"
        className="max-w-48"
        value={day}
        onChange={({ target }) => {
          const chosen = readDay(target.value);
          if (chosen) onDay(chosen);
        }}
      />
      <p className="text-quiet">
        Things like a box or a bag that a person left, or took away. It is worked out from the pictures, and never certain.
      </p>
      {parcels && parcels.length > 0 && (
        <Section>
          <ParcelList parcels={parcels} />
        </Section>
      )}
      {parcels?.length === 0 && (
        <EmptyState icon={Package} title="No parcels on this day">
          When somebody leaves one in front of a camera, it appears here, and in the sentence of its event.
        </EmptyState>
      )}
      {!parcels && error && <ProblemPanel error={error} summary="The parcels could not be loaded." onRetry={() => void refetch()} />}
      {!parcels && !error && (
        <Loading label="Loading the parcels">
          <Skeleton className="h-24 w-full" />
        </Loading>
      )}
    </>
  );
}
