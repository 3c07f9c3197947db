import { BellRing, CircleDot, Siren } from "lucide-react";
import { classes } from "@/lib/text/classes";

const LEVELS = [
  { word: "Routine", icon: CircleDot, look: "bg-sunken text-quiet" },
  { word: "Notable", icon: BellRing, look: "bg-notable-soft text-notable" },
  { word: "Urgent", icon: Siren, look: "bg-urgent-soft text-urgent" },
] as const;

/** How much attention an event deserves: colour, icon and word, so that none of them carries it alone. */
export function Attention({ level, reason }: { level: 0 | 1 | 2; reason?: string }) {
  const { word, icon: Icon, look } = LEVELS[level];
  return (
    <span title={reason} className={classes("inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-small font-medium", look)}>
      <Icon aria-hidden="true" size={14} />
      {word}
    </span>
  );
}
