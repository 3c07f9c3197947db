import type { QueryClient } from "@tanstack/react-query";
import { applyToCameras } from "@/features/cameras/api/apply";
import { CAMERAS_KEY } from "@/features/cameras/api/cameras";
import { applyToVersions } from "@/features/configuration/api/versions";
import { applyToAccuracy } from "@/features/describers/api/accuracy";
import { applyToDescribers } from "@/features/describers/api/describers";
import { applyToEvents } from "@/features/events/api/apply";
import { applyToChannels } from "@/features/channels/api/channels";
import { applyToHomeAssistant, HOME_ASSISTANT_KEY } from "@/features/homeassistant/api/homeAssistant";
import { applyToNotices } from "@/features/notices/api/notices";
import { applyToModes } from "@/features/modes/api/modes";
import { applyToOutages } from "@/features/outages/api/outages";
import { applyToParcels } from "@/features/parcels/api/parcels";
import { applyToPeople } from "@/features/people/api/people";
import { applyToPresence } from "@/features/presence/api/presence";
import { applyToRules } from "@/features/rules/api/rules";
import { applyToSession } from "@/features/session/api/session";
import { applyToSettings } from "@/features/settings/api/settings";
import { applyToSystem, SYSTEM_KEY } from "@/features/system/api/system";
import type { LiveMessage } from "@/lib/live/messages";

/** Each feature writes what concerns it into the query cache; components only read the cache. */
const appliers: ((queryClient: QueryClient, message: LiveMessage) => void)[] = [
  applyToAccuracy,
  applyToCameras,
  applyToDescribers,
  applyToEvents,
  applyToChannels,
  applyToHomeAssistant,
  applyToNotices,
  applyToModes,
  applyToOutages,
  applyToParcels,
  applyToPeople,
  applyToPresence,
  applyToRules,
  applyToSession,
  applyToSettings,
  applyToSystem,
  applyToVersions,
];

/** What messages without a cursor keep true: the health of cameras, and what is wrong now, the connection to a broker. */
export const PERISHABLE = [CAMERAS_KEY, SYSTEM_KEY, HOME_ASSISTANT_KEY] as const;

export function applyLive(queryClient: QueryClient, message: LiveMessage): void {
  for (const apply of appliers) apply(queryClient, message);
}
