import type { ReactNode } from "react";
import { useSettings } from "@/features/settings/api/settings";
import { ZoneContext } from "@/lib/time/zone";

/** Times inside read as clocks do where the cameras stand. */
export function CameraZone({ children }: { children: ReactNode }) {
  return <ZoneContext value={useSettings().data?.time_zone}>{children}</ZoneContext>;
}
