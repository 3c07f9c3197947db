import { useInfiniteQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { deliveriesQuery, exportUrl, type Delivery } from "@/features/notices/api/notices";
import { DeliveryLine } from "./DeliveryLine";

const STATES = [
  { value: "", label: "All" },
  { value: "failed", label: "Not delivered" },
  { value: "unknown", label: "Perhaps delivered" },
  { value: "waiting", label: "Waiting" },
  { value: "sent", label: "Sent" },
] as const;

interface Props {
  /** This person's own. */
  channels: { id: string; name: string }[];
}

/** What went to this person's channels, with search, and as a file; what was given up can be sent again. */
export function DeliveryLog({ channels }: Props) {
  const [channelId, setChannelId] = useState("");
  const [state, setState] = useState<"" | Delivery["state"]>("");
  const [q, setQ] = useState("");
  const filters = { channelId: channelId === "" ? undefined : channelId, state: state === "" ? undefined : state, q };
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(deliveriesQuery(filters));
  const deliveries = data?.pages.flatMap(({ items }) => items);
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        {channels.length > 1 && (
          <Select
            label="Channel"
            value={channelId}
            onChange={setChannelId}
            options={[{ value: "", label: "All" }, ...channels.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        )}
        <Select label="Outcome" value={state} onChange={setState} options={STATES} />
        <TextField label="Search what was sent" type="search" maxLength={100} value={q} onChange={({ target }) => setQ(target.value)} />
      </div>
      {error && !data && <ProblemPanel error={error} summary="The log could not be loaded." onRetry={() => void refetch()} />}
      {deliveries?.length === 0 && <p className="text-quiet">Nothing yet. What goes to your channels stands here, and what became of it.</p>}
      {deliveries && deliveries.length > 0 && (
        <ul className="flex flex-col divide-y divide-line">
          {deliveries.map((delivery) => (
            <li key={delivery.id} className="py-2">
              <p className="text-small break-words text-quiet">
                {delivery.title}: {delivery.text}
              </p>
              <ul>
                <DeliveryLine delivery={delivery} mine />
              </ul>
            </li>
          ))}
        </ul>
      )}
      {deliveries && deliveries.length > 0 && (
        <p className="flex flex-wrap gap-2">
          {(["csv", "jsonl"] as const).map((format) => (
            <Button key={format} asChild>
              <a href={exportUrl(filters, format)} download>
                <Download aria-hidden="true" size={18} />
                {format === "csv" ? "Download for spreadsheets (CSV)" : "Download for programs (JSONL)"}
              </a>
            </Button>
          ))}
        </p>
      )}
      {hasNextPage && (
        <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older ones
        </Button>
      )}
    </div>
  );
}
