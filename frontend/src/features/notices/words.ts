import type { Delivery, Notice } from "@/features/notices/api/notices";

/** Why a notice stands in the list without having been sent; "" when it was sent. */
export function silence(silent: Notice["silent"]): string {
  switch (silent) {
    case "continuation":
      return "Not sent: the same event went on";
    case "snoozed":
      return "Not sent: you had snoozed";
    case "quiet-hours":
      return "Not sent: quiet hours";
    case "pause":
      return "Not sent: the same again, moments later";
    case "storm":
      return "Not sent: many at once, see the summary";
    default:
      return "";
  }
}

/** What became of one delivery, as the end of a sentence that begins with the channel's name. */
export function outcome({ state, tries, edited, fault }: Pick<Delivery, "state" | "tries" | "edited" | "fault">): string {
  switch (state) {
    case "sent":
      return edited ? "sent, then replaced by better words" : "sent";
    case "sending":
      return "being sent";
    case "waiting":
      return tries === 0 ? "waits to be sent" : `not yet arrived, tried ${tries === 1 ? "once" : `${tries} times`}. ${fault}`;
    case "failed":
      return `not delivered. ${fault}`;
    case "unknown":
      return `perhaps delivered: nobody knows. ${fault}`;
  }
}

/** Minutes after midnight as "22:00", and back; null for what is no time. */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

export function minutesOf(clock: string): number | null {
  const found = /^(\d{2}):(\d{2})$/.exec(clock);
  if (!found) return null;
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  return minutes < 24 * 60 ? minutes : null;
}
