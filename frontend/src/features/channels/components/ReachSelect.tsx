import { Select } from "@/components/ui/select";
import type { ChannelHouse } from "@/features/channels/api/channels";

type Reach = ChannelHouse["reach"];

const REACHES: readonly { value: Reach; label: string }[] = [
  { value: "internet", label: "Only addresses on the internet (default)" },
  { value: "network", label: "Also the home network" },
  { value: "machine", label: "Also the home network and this machine" },
];

/** How far everybody's channels may reach. */
export function ReachSelect({ value, onChange }: { value: Reach; onChange: (reach: Reach) => void }) {
  return (
    <Select
      label="Channels may reach"
      hint="Whoever may add a channel could otherwise make ArgusAI call devices in your home. Allow the home network if your receivers stand there."
      value={value}
      onChange={onChange}
      options={REACHES}
    />
  );
}
