import type { VirtualItem } from "@tanstack/react-virtual";

/** The measured rows of the lists shown last: with them, going back lands at the same place. */
const measured = new Map<string, VirtualItem[]>();
const MOST_LISTS = 8;

export function rememberHeights(listName: string, rows: VirtualItem[]): void {
  measured.delete(listName);
  measured.set(listName, rows);
  const oldest = measured.keys().next();
  if (measured.size > MOST_LISTS && !oldest.done) measured.delete(oldest.value);
}

export function recallHeights(listName: string): VirtualItem[] {
  return measured.get(listName) ?? [];
}
