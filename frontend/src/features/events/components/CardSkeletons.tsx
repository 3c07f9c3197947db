import { Loading, Skeleton } from "@/components/ui/skeleton";

/** Cards on their way, in the shape they will have. */
export function CardSkeletons({ count = 5, label = "Loading the events" }: { count?: number; label?: string }) {
  return (
    <Loading label={label} className="flex flex-col gap-2">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="flex gap-3 rounded-card border border-line bg-surface p-3 sm:gap-4">
          <Skeleton className="aspect-video w-24 shrink-0 self-start min-[22.5rem]:w-32 sm:w-48" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-5 w-11/12" />
            <Skeleton className="h-5 w-2/3 sm:hidden" />
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-5 w-2/5" />
          </div>
        </div>
      ))}
    </Loading>
  );
}
