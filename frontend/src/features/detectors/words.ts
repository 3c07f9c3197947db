import type { Detector } from "./api/detectors";

const MOST_LABELS = 6;

/** What a model found on the picture it was tried on, and how long a look took. */
export function checkInWords(check: NonNullable<Detector["check"]>): string {
  const found = Object.entries(check.found).map(([label, count]) => `${String(count)} × ${label}`);
  const what = found.length === 0 ? "found nothing" : `found ${found.join(", ")}`;
  return `On the picture it was tried on it ${what}. One look takes ${String(Math.round(check.milliseconds))} ms.`;
}

/** The first labels, and how many more there are. */
export function labelsInWords(labels: readonly string[]): string {
  const shown = labels.slice(0, MOST_LABELS).join(", ");
  const more = labels.length - MOST_LABELS;
  return more > 0 ? `Knows ${shown} and ${String(more)} more.` : `Knows ${shown}.`;
}
