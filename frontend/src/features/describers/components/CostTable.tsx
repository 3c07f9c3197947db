import { useState } from "react";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { useCosts, type CostsBy } from "@/features/describers/api/describers";
import { CostChart } from "./CostChart";
import { costInWords, money, ofLimit, sparedInWords } from "@/features/describers/words";

const BY: readonly { value: CostsBy; label: string }[] = [
  { value: "day", label: "Day" },
  { value: "camera", label: "Camera" },
  { value: "provider", label: "Describer" },
];

/** The last 30 days. */
export function CostTable() {
  const [by, setBy] = useState<CostsBy>("day");
  const { data, error, refetch } = useCosts(by);
  // On a phone there is room for what says something alone.
  const [reused, unsure] = [data?.items.some((row) => row.reused > 0), data?.items.some((row) => row.unsure > 0)];
  const titles = [BY.find(({ value }) => value === by)?.label, "Calls", "Failed", reused && "Words reused", "Cost", unsure && "Maybe not charged"];
  return (
    <>
      <Select label="The last 30 days, by" value={by} onChange={setBy} options={BY} />
      {!data && error && <ProblemPanel error={error} summary="The costs could not be loaded." onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-16 w-full" />}
      {data && (
        <>
          <p>
            {data.unpriced > 0 && "Counted: "}
            {money(data.today)} today{ofLimit(data.today, data.day_cap)}, {money(data.month)} this month
            {ofLimit(data.month, data.month_cap)}.
            {data.unpriced > 0 &&
              ` It cost ${costInWords({ ...data, cost: data.month })} this month, which count like a dear model's so that a limit holds.`}
            {data.reused > 0 && ` ${sparedInWords(data.reused, data.saved)}`}
            {data.waiting > 0 && ` ${data.waiting === 1 ? "1 event waits for its" : `${String(data.waiting)} events wait for their`} words.`}
          </p>
          {data.items.length === 0 ? (
            <p className="text-quiet">Nobody was asked yet.</p>
          ) : (
            <>
            <CostChart by={by} costs={data} />
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
            <div className="overflow-x-auto" role="region" aria-label="Costs" tabIndex={0}>
              <table className="w-full text-left">
                <thead className="text-small text-quiet">
                  <tr>
                    {titles.filter((title) => title !== false && title !== undefined).map((title) => (
                      <th key={title} scope="col" className="py-2 pr-4 font-medium">
                        {title}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.items.map((row) => (
                    <tr key={`${row.name} ${row.model ?? ""}`} className="border-t border-line">
                      <th scope="row" className="min-w-28 py-2 pr-4 font-normal wrap-anywhere">
                        {row.name}
                        {row.model !== null && <span className="text-quiet"> · {row.model}</span>}
                      </th>
                      <td className="py-2 pr-4">{row.calls}</td>
                      <td className="py-2 pr-4">{row.failed}</td>
                      {reused && <td className="py-2 pr-4">{row.reused > 0 ? row.reused : "–"}</td>}
                      <td className="py-2 pr-4">{costInWords(row)}</td>
                      {unsure && <td className="py-2 pr-4">{row.unsure > 0 ? money(row.unsure) : "–"}</td>}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            </>
          )}
        </>
      )}
    </>
  );
}
