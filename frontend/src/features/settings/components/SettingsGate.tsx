import type { ReactNode } from "react";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { Settings } from "@/lib/api/types";
import { useSettings } from "@/features/settings/api/settings";

/** Waits for the settings, in place. */
export function SettingsGate({ children }: { children: (settings: Settings) => ReactNode }) {
  const { data, error, refetch } = useSettings();
  if (data) return children(data);
  if (error) return <ProblemPanel error={error} summary="The settings could not be loaded." onRetry={() => void refetch()} />;
  return (
    <Loading label="Loading the settings" className="flex flex-col gap-4">
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-16 w-full" />
    </Loading>
  );
}
