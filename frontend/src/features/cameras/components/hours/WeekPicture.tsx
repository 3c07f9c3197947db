import { barsOn, DAYS, type WeeklyRange } from "@/features/cameras/hours/words";

const MARKS = ["0", "6", "12", "18", "24"];

/** The week at a glance. Decoration: the sentence beside it says the same. */
export function WeekPicture({ ranges }: { ranges: readonly WeeklyRange[] }) {
  return (
    <div aria-hidden="true" className="grid grid-cols-[2.5rem_1fr] items-center gap-x-2 gap-y-1 text-small text-quiet">
      {DAYS.map(({ day, short }) => (
        <div key={day} className="contents">
          <span>{short}</span>
          <span className="relative h-5 overflow-hidden rounded-sm bg-sunken">
            {(ranges.length === 0 ? [{ from: 0, to: 1 }] : barsOn(day, ranges)).map(({ from, to }) => (
              <span
                key={`${String(from)}-${String(to)}`}
                className="absolute inset-y-0 bg-accent"
                style={{ left: `${String(from * 100)}%`, width: `${String((to - from) * 100)}%` }}
              />
            ))}
          </span>
        </div>
      ))}
      <span />
      <span className="flex justify-between">
        {MARKS.map((mark) => (
          <span key={mark}>{mark}</span>
        ))}
      </span>
    </div>
  );
}
