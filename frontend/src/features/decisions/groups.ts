import type { Reason } from "./api/reasons";

/** Later than this after the last of its kind begins another group: "12 times" of a whole day would hide when. */
const APART_MS = 10 * 60_000;

/** What repeats. `times`: each entry may itself stand for several alike. */
export interface Group {
  id: string;
  slug: string;
  label: string;
  at: string;
  until: string;
  times: number;
  reasons: readonly Reason[];
}

export type Row = Reason | Group;

export function isGroup(row: Row): row is Group {
  return "reasons" in row;
}

/** Joins what was let go for the same reason and label again and again into one row. `reasons`: oldest first. A row stands
 * where the first of it stood, and has its id. */
export function groupAlike(reasons: readonly Reason[]): Row[] {
  const rows: Reason[][] = [];
  const open = new Map<string, Reason[]>();
  for (const reason of reasons) {
    const key = reason.kind === "decision" ? `${reason.slug} ${reason.label}` : reason.id;
    const row = open.get(key);
    if (row !== undefined && Date.parse(reason.at) - endOf(row) <= APART_MS) row.push(reason);
    else {
      const begun = [reason];
      rows.push(begun);
      open.set(key, begun);
    }
  }
  return rows.flatMap((row): readonly Row[] => (row.length === 1 ? row : [groupOf(row)]));
}

function groupOf(reasons: readonly Reason[]): Group {
  const [first] = reasons;
  if (first === undefined) throw new Error("A group of nothing");
  const times = reasons.reduce((sum, each) => sum + each.times, 0);
  return { id: first.id, slug: first.slug, label: first.label, at: first.at, until: new Date(endOf(reasons)).toISOString(), times, reasons };
}

function endOf(reasons: readonly Reason[]): number {
  return Math.max(...reasons.map(({ at, until }) => Date.parse(until ?? at)));
}
