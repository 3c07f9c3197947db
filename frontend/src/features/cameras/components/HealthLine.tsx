import { CircleCheck, CirclePause, CircleStop, LoaderCircle, TriangleAlert } from "lucide-react";
import { classes } from "@/lib/text/classes";
import type { CameraHealth } from "@/lib/api/types";
import { sinceTime } from "@/lib/time/format";
import { useNow } from "@/lib/time/now";
import { useTimeZone } from "@/lib/time/zone";
import { sentenceWith } from "@/features/cameras/health";

const LOOKS = {
  connected: { icon: CircleCheck, look: "text-good" },
  connecting: { icon: LoaderCircle, look: "text-quiet" },
  down: { icon: TriangleAlert, look: "text-urgent" },
  paused: { icon: CirclePause, look: "text-quiet" },
  ended: { icon: CircleStop, look: "text-quiet" },
} as const;

/** How a camera is, in words. `large`: where it is the main thing said. */
export function HealthLine({ health, large = false }: { health: CameraHealth; large?: boolean }) {
  const { icon: Icon, look } = LOOKS[health.condition];
  const since = sinceTime(new Date(health.since), useNow(), undefined, useTimeZone());
  return (
    <p className={classes("flex items-start gap-2", large ? "text-base" : "text-small", look)}>
      <Icon aria-hidden="true" size={large ? 20 : 16} className="mt-0.5 shrink-0" />
      <span className="min-w-0 break-words">{sentenceWith(since, health.sentence)}</span>
    </p>
  );
}
