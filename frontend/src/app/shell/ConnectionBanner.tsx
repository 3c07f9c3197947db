import { WifiOff } from "lucide-react";
import { useLiveStatus } from "@/lib/live/context";

/** Says that what is shown may be old while the live line is down. */
export function ConnectionBanner() {
  const status = useLiveStatus();
  return (
    <div role="status" aria-label="Connection">
      {status === "offline" && (
        <p className="flex min-h-touch items-center gap-2 border-b border-notable-line bg-notable-soft px-4 text-small text-notable sm:px-6">
          <WifiOff aria-hidden="true" size={16} className="shrink-0" />
          No connection to ArgusAI. What you see may be out of date; trying again…
        </p>
      )}
    </div>
  );
}
