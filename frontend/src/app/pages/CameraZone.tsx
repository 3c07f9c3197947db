import type { ReactNode } from "react";
import { useSettings } from "@/features/settings/api/settings";
import { HouseLanguageContext } from "@/lib/text/house";
import { ZoneContext } from "@/lib/time/zone";

/** Times inside read as clocks do where the cameras stand, and sentences as the house speaks. */
export function CameraZone({ children }: { children: ReactNode }) {
  const house = useSettings().data;
  return (
    <HouseLanguageContext value={house?.language}>
      <ZoneContext value={house?.time_zone}>{children}</ZoneContext>
    </HouseLanguageContext>
  );
}
