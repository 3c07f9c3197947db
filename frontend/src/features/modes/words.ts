import type { Schemas } from "@/lib/api/types";

/** Who or what chose a mode. */
export function howChosen({ how, who, mode }: Pick<Schemas["CurrentModeOut"], "how" | "who" | "mode">): string {
  if (how === "schedule") return "by the clock";
  if (how === "presence") return mode === "away" ? `when ${who} left as the last one` : `when ${who} was back as the first one`;
  return `by ${who}`;
}
