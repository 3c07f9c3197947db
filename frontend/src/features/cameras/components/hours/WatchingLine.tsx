import { CalendarClock, Eye, PauseCircle } from "lucide-react";
import { useWatchingChange } from "@/features/cameras/hooks/useWatchingChange";
import type { Camera } from "@/lib/api/types";
import { classes } from "@/lib/text/classes";
import { sinceTime } from "@/lib/time/format";
import { useNow } from "@/lib/time/now";
import { useTimeZone } from "@/lib/time/zone";

const ICONS = { "": Eye, schedule: CalendarClock, pause: PauseCircle } as const;

/** Whether what a camera sees is told now, and until when. Nothing where it always is, or is switched off. */
export function WatchingLine({ camera, large = false }: { camera: Camera; large?: boolean }) {
  useWatchingChange(camera);
  const { watching } = camera;
  const now = useNow();
  const timeZone = useTimeZone();
  if (!camera.enabled || (watching.now && (watching.until === null || !large))) return null;
  const until = watching.until && sinceTime(new Date(watching.until), now, undefined, timeZone);
  const Icon = ICONS[watching.why_not];
  return (
    <p className={classes("flex items-start gap-2", large ? "text-base" : "text-small", watching.why_not === "pause" ? "text-notable" : "text-quiet")}>
      <Icon aria-hidden="true" size={large ? 20 : 16} className="mt-0.5 shrink-0" />
      <span className="min-w-0 break-words">{sentence(camera, until)}</span>
    </p>
  );
}

function sentence({ watching: { why_not } }: Camera, until: string | null): string {
  if (why_not === "pause") return until ? `Paused until ${until}: nothing is told` : "Paused until you resume it: nothing is told";
  if (why_not === "schedule") return until ? `Outside its hours until ${until}: nothing is told` : "Outside its hours: nothing is told";
  return `Watches until ${until ?? ""}`;
}
