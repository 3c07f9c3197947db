import type { ReactNode } from "react";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { useDescribing, type Describing } from "@/features/describers/api/describers";

/** Waits for what holds for all describers, in place. `failed`: said when it cannot be had. */
export function DescribingGate({ failed, children }: { failed: string; children: (chosen: Describing) => ReactNode }) {
  const { data, error, refetch } = useDescribing();
  if (data) return children(data);
  return error ? <ProblemPanel error={error} summary={failed} onRetry={() => void refetch()} /> : <Skeleton className="h-16 w-full" />;
}
