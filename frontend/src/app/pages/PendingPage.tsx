import { Loading, Skeleton } from "@/components/ui/skeleton";

/** Stands in while a page's code is on its way. */
export function PendingPage() {
  return (
    <Loading label="Loading the page" className="mx-auto flex w-full max-w-6xl flex-col gap-4 px-4 py-6 sm:px-6">
      <Skeleton className="h-9 w-48" />
      <Skeleton className="h-40 w-full" />
    </Loading>
  );
}
