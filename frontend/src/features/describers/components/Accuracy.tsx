import { useState } from "react";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { rightInWords } from "@/features/describers/accuracy";
import { useAccuracy } from "@/features/describers/api/accuracy";
import { AccuracyTable } from "./AccuracyTable";
import { CorrectionList } from "./CorrectionList";
import { CorrectionsTold } from "./CorrectionsTold";

const ALL = "";
const DAYS = [
  { value: "30", label: "The last 30 days" },
  { value: "90", label: "The last 90 days" },
  { value: "365", label: "The last year" },
] as const;

/** How right descriptions are, by the thumbs that people gave. */
export function Accuracy({ cameras }: { cameras: readonly { id: string; name: string }[] }) {
  const [days, setDays] = useState<(typeof DAYS)[number]["value"]>("90");
  const [camera, setCamera] = useState(ALL);
  const { data, error, refetch } = useAccuracy(Number(days), camera === ALL ? undefined : camera);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-quiet">By the thumbs that people give on the page of an event. What nobody judged does not count.</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Select label="Events from" value={days} onChange={setDays} options={DAYS} />
        <Select
          label="Judged events of"
          value={camera}
          onChange={setCamera}
          options={[{ value: ALL, label: "All cameras" }, ...cameras.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      </div>
      {!data && error && <ProblemPanel error={error} summary="What was judged could not be loaded." onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-16 w-full" />}
      {data && data.all.right + data.all.wrong === 0 && <p className="text-quiet">Nobody judged a description of that time yet.</p>}
      {data && data.all.right + data.all.wrong > 0 && (
        <>
          <p>Right: {rightInWords(data.all)} judged descriptions.</p>
          <AccuracyTable accuracy={data} />
          <CorrectionList corrections={data.corrections} />
        </>
      )}
      {camera !== ALL && <CorrectionsTold cameraId={camera} />}
    </div>
  );
}
