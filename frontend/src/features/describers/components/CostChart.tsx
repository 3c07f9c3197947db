import { costInWords, money } from "@/features/describers/words";
import type { Costs, CostsBy } from "@/features/describers/api/describers";

const DAY = 86_400_000;

/** The table below says the same, so it is kept from screen readers. What is unsure or assumed is lighter. */
export function CostChart({ by, costs }: { by: CostsBy; costs: Pick<Costs, "items" | "since" | "until"> }) {
  const { items, since, until } = costs;
  const most = Math.max(...items.map(({ cost }) => cost), 0);
  if (most === 0) return null;
  const share = (sum: number) => `${String((100 * sum) / most)}%`;
  if (by === "day") {
    return (
      <div aria-hidden="true" className="flex flex-col gap-1">
        <p className="text-small text-quiet">
          {money(most)}
          {items.some(({ unpriced }) => unpriced > 0) && ", with what is assumed where no price is known"}
        </p>
        <div className="flex h-32 items-end gap-0.5 border-b border-line-strong">
          {everyDay(costs).map((day) => (
            <div key={day.name} title={`${day.name}: ${costInWords(day)}`} className="flex h-full min-w-0 flex-1 flex-col justify-end">
              <div className="bg-accent opacity-40" style={{ height: share(lighter(day)) }} />
              <div className="bg-accent" style={{ height: share(day.cost - lighter(day)) }} />
            </div>
          ))}
        </div>
        <p className="flex justify-between text-small text-quiet">
          <span>{since}</span>
          <span>{until}</span>
        </p>
      </div>
    );
  }
  return (
    <ul aria-hidden="true" className="flex flex-col gap-2">
      {items.map(({ name, model, ...spent }) => (
        <li key={`${name} ${model ?? ""}`} className="text-small">
          <span className="break-words">{model === null ? name : `${name} · ${model}`}</span>
          <span className="flex h-3 bg-sunken">
            <span className="bg-accent" style={{ width: share(spent.cost - lighter(spent)) }} />
            <span className="bg-accent opacity-40" style={{ width: share(lighter(spent)) }} />
          </span>
        </li>
      ))}
    </ul>
  );
}

type Day = Pick<Costs["items"][number], "name" | "cost" | "unsure" | "unpriced" | "assumed">;

/** What may not have been spent. A call may be both; the sum is never more than all. */
function lighter({ cost, unsure, assumed }: Omit<Day, "name">): number {
  return Math.min(cost, unsure + assumed);
}

/** Also the days on which nothing was asked, so that a gap is seen as one and a single day as a day. */
function everyDay({ items, since, until }: Pick<Costs, "items" | "since" | "until">): Day[] {
  const known = new Map(items.map((item) => [item.name, item]));
  const count = Math.round((Date.parse(until) - Date.parse(since)) / DAY) + 1;
  return Array.from({ length: count }, (_, number) => {
    const name = new Date(Date.parse(since) + number * DAY).toISOString().slice(0, 10);
    return known.get(name) ?? { name, cost: 0, unsure: 0, unpriced: 0, assumed: 0 };
  });
}
