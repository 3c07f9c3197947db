import type { QueryClient } from "@tanstack/react-query";
import { applyToCameras } from "@/features/cameras/api/apply";
import { applyToEvents } from "@/features/events/api/apply";
import { applyToSettings } from "@/features/settings/api/settings";
import { applyToSystem } from "@/features/system/api/system";
import type { LiveMessage } from "@/lib/live/messages";

/** Each feature writes what concerns it into the query cache; components only read the cache. */
const appliers: ((queryClient: QueryClient, message: LiveMessage) => void)[] = [
  applyToCameras,
  applyToEvents,
  applyToSettings,
  applyToSystem,
];

export function applyLive(queryClient: QueryClient, message: LiveMessage): void {
  for (const apply of appliers) apply(queryClient, message);
}
