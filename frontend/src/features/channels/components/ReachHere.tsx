import { ProblemPanel } from "@/components/ui/problem-panel";
import { useChangeChannelHouse, useChannelHouse } from "@/features/channels/api/channels";
import { ReachSelect } from "./ReachSelect";

/** Beside an address that was refused: the setting that refuses it, so that nobody has to look for it. */
export function ReachHere() {
  const { data: house } = useChannelHouse();
  const change = useChangeChannelHouse();
  if (!house) return null;
  return (
    <div className="flex flex-col gap-2 rounded-card border border-line p-3">
      <ReachSelect value={house.reach} onChange={(reach) => change.mutate({ reach })} />
      {change.error && <ProblemPanel error={change.error} summary="This is not saved." />}
      <p role="status" className="text-small text-quiet">
        {change.isSuccess && "Saved for the whole house. Now save the channel again."}
      </p>
    </div>
  );
}
