import { money } from "@/features/describers/words";
import type { Costs, CostsBy } from "@/features/describers/api/describers";

const DAY = 86_400_000;

/** The table below says the same, so it is kept from screen readers. What is unsure is lighter. */
export function CostChart({ by, items }: { by: CostsBy; items: Costs["items"] }) {
  const most = Math.max(...items.map(({ cost }) => cost), 0);
  if (most === 0) return null;
  const share = (sum: number) => `${String((100 * sum) / most)}%`;
  if (by === "day") {
    return (
      <div aria-hidden="true" className="flex flex-col gap-1">
        <p className="text-small text-quiet">{money(most)}</p>
        <div className="flex h-32 items-end gap-0.5 border-b border-line-strong">
          {everyDay(items).map(({ name, cost, unsure }) => (
            <div key={name} title={`${name}: ${money(cost)}`} className="flex h-full min-w-0 flex-1 flex-col justify-end">
              <div className="bg-accent opacity-40" style={{ height: share(unsure) }} />
              <div className="bg-accent" style={{ height: share(cost - unsure) }} />
            </div>
          ))}
        </div>
        <p className="flex justify-between text-small text-quiet">
          <span>{items[0]?.name}</span>
          <span>{items.at(-1)?.name}</span>
        </p>
      </div>
    );
  }
  return (
    <ul aria-hidden="true" className="flex flex-col gap-2">
      {items.map(({ name, model, cost, unsure }) => (
        <li key={`${name} ${model ?? ""}`} className="text-small">
          <span className="break-words">{model === null ? name : `${name} · ${model}`}</span>
          <span className="flex h-3 bg-sunken">
            <span className="bg-accent" style={{ width: share(cost - unsure) }} />
            <span className="bg-accent opacity-40" style={{ width: share(unsure) }} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Also the days on which nothing was asked, so that a gap is seen as one. */
function everyDay(items: Costs["items"]): { name: string; cost: number; unsure: number }[] {
  const [first, last] = [items[0]?.name, items.at(-1)?.name];
  if (first === undefined || last === undefined) return [];
  const known = new Map(items.map((item) => [item.name, item]));
  const count = Math.round((Date.parse(last) - Date.parse(first)) / DAY) + 1;
  return Array.from({ length: count }, (_, number) => {
    const name = new Date(Date.parse(first) + number * DAY).toISOString().slice(0, 10);
    return known.get(name) ?? { name, cost: 0, unsure: 0 };
  });
}
