import type { Decision } from "@/lib/api/types";

/** What stands in the timeline beside the decisions, such as an event. */
export interface Told<Content> {
  id: string;
  at: string;
  content: Content;
}

export type Row<Content> = { kind: "decision"; at: string; decision: Decision } | { kind: "told"; at: string; told: Told<Content> };

/** Decisions and what was told of, newest first. */
export function timeline<Content>(decisions: readonly Decision[], told: readonly Told<Content>[]): Row<Content>[] {
  const rows: Row<Content>[] = [
    ...decisions.map((decision) => ({ kind: "decision" as const, at: decision.began_at, decision })),
    ...told.map((each) => ({ kind: "told" as const, at: each.at, told: each })),
  ];
  return rows.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** "2 events, 3 things not told of". */
export function countWords(told: number, decisions: number, more: boolean): string {
  const events = told === 1 ? "1 event" : `${String(told)} events`;
  const others = decisions === 1 && !more ? "1 thing not told of" : `${String(decisions)}${more ? " or more" : ""} things not told of`;
  return `${events}, ${others}`;
}
