import { useState } from "react";
import { Select } from "@/components/ui/select";
import { mistakesInWords, rightInWords, writerInWords } from "@/features/describers/accuracy";
import type { Accuracy } from "@/features/describers/api/accuracy";
import { pageLocale } from "@/lib/time/locale";

const BY = [
  { value: "describer", label: "Describer" },
  { value: "camera", label: "Camera" },
  { value: "week", label: "Week" },
] as const;
type By = (typeof BY)[number]["value"];
type Row = Accuracy["all"] & { key: string; name: string };

export function AccuracyTable({ accuracy }: { accuracy: Accuracy }) {
  const [by, setBy] = useState<By>("describer");
  const rows = rowsOf(accuracy, by);
  return (
    <>
      <Select label="Counted by" value={by} onChange={setBy} options={BY} />
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div className="overflow-x-auto" role="region" aria-label="How right descriptions are" tabIndex={0}>
        <table className="w-full text-left">
          <thead className="text-small text-quiet">
            <tr>
              {[BY.find(({ value }) => value === by)?.label, "Right", "Mistakes"].map((title) => (
                <th key={title} scope="col" className="py-2 pr-4 font-medium">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className="border-t border-line align-top">
                <th scope="row" className="min-w-28 py-2 pr-4 font-normal wrap-anywhere">
                  {row.name}
                </th>
                <td className="py-2 pr-4 whitespace-nowrap">
                  {rightInWords(row)}
                  <Bar right={row.right} wrong={row.wrong} />
                </td>
                <td className="py-2 pr-4">{mistakesInWords(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The words beside it say the same. */
function Bar({ right, wrong }: Pick<Row, "right" | "wrong">) {
  return (
    <span aria-hidden="true" className="mt-1 flex h-2 w-24 bg-sunken">
      <span className="bg-good" style={{ width: `${String((100 * right) / (right + wrong))}%` }} />
      <span className="flex-1 bg-urgent" />
    </span>
  );
}

function rowsOf({ describers, cameras, weeks }: Accuracy, by: By): Row[] {
  if (by === "camera") return cameras.map((each) => ({ ...each, key: each.camera_id, name: each.camera_name }));
  if (by === "week") return weeks.map((each) => ({ ...each, key: each.monday, name: `From ${dayInWords(each.monday)}` })).reverse();
  return describers.map((each) => ({ ...each, key: `${each.describer ?? ""} ${each.model}`, name: writerInWords(each) }));
}

/** A day of the house's clock, wherever the reader is. */
function dayInWords(day: string): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString(pageLocale(), { dateStyle: "medium", timeZone: "UTC" });
}
