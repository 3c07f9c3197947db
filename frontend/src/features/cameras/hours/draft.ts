import { DAYS, type Day, type WeeklyRange } from "./words";

/** A range while it is edited; `id` tells it from others that look alike. A time may be empty for a moment. */
export interface RangeDraft extends WeeklyRange {
  id: number;
}

export const MOST_RANGES = 50;
let lastId = 0;

export function draftsOf(ranges: readonly WeeklyRange[]): RangeDraft[] {
  return ranges.map((range) => ({ ...range, id: ++lastId }));
}

/** A night, every day: what most people want of hours. */
export function aNight(): RangeDraft {
  return { id: ++lastId, days: DAYS.map(({ day }) => day), begins: "22:00", ends: "06:00" };
}

export function toggled(days: readonly Day[], day: Day): Day[] {
  return DAYS.map((each) => each.day).filter((each) => (each === day ? !days.includes(day) : days.includes(each)));
}

export interface RangeFaults {
  days?: string;
  begins?: string;
  ends?: string;
}

export function faultsOf({ days, begins, ends }: RangeDraft): RangeFaults {
  return {
    ...(days.length === 0 && { days: "Choose at least one day." }),
    ...(begins === "" && { begins: "Choose a time." }),
    ...(ends === "" && { ends: "Choose a time." }),
  };
}

export function isWhole(draft: RangeDraft): boolean {
  return Object.keys(faultsOf(draft)).length === 0;
}

export function rangesOf(drafts: readonly RangeDraft[]): WeeklyRange[] {
  return drafts.map(({ days, begins, ends }) => ({ days, begins, ends }));
}
