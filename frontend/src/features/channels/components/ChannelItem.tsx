import { CircleCheck, CircleX, CircleDashed } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { useChangeChannel, useRemoveChannel, useTestChannel, type Channel } from "@/features/channels/api/channels";
import { problemOf } from "@/lib/api/problem";

const limit = (most: number) => ({ value: String(most), label: `${String(most)} a minute` });
const LIMITS = [{ value: "0", label: "No limit (default)" }, ...[1, 5, 10, 20, 60].map(limit)];

interface ChannelItemProps {
  channel: Channel;
  onChange: () => void;
}

/** One channel: how it fares, a test with its real outcome, and its switches. */
export function ChannelItem({ channel, onChange }: ChannelItemProps) {
  const test = useTestChannel();
  const change = useChangeChannel();
  const remove = useRemoveChannel();
  const used = problemOf(remove.error)?.type === "channel-in-use";
  const error = change.error ?? (used ? null : remove.error) ?? test.error;
  const take = (althoughUsed: boolean) => remove.mutate({ id: channel.id, althoughUsed });
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="min-w-0">
        <h3 className="font-medium break-words">{channel.name}</h3>
        {channel.target && <p className="text-small break-words text-quiet">{channel.target}</p>}
        <Health channel={channel} />
      </div>
      <Switch label="On" checked={channel.enabled} onCheckedChange={(enabled) => change.mutate({ id: channel.id, enabled })} />
      <Switch
        label="For every rule"
        hint="Rules that name no channel use it. Otherwise only rules that name it."
        checked={channel.usual}
        onCheckedChange={(usual) => change.mutate({ id: channel.id, usual })}
      />
      <Select
        label="At most"
        hint="More waits its turn. Some services refuse who sends too much."
        value={String(channel.most_per_minute)}
        onChange={(most) => change.mutate({ id: channel.id, most_per_minute: Number(most) })}
        options={LIMITS.some(({ value }) => value === String(channel.most_per_minute)) ? LIMITS : [...LIMITS, limit(channel.most_per_minute)]}
      />
      <div className="flex flex-wrap gap-2">
        <Button pending={test.isPending} aria-label={`Send a test to ${channel.name}`} onClick={() => test.mutate(channel.id)}>
          Send a test
        </Button>
        {channel.kind !== "push" && (
          <Button aria-label={`Change ${channel.name}`} onClick={onChange}>
            Change…
          </Button>
        )}
        <Button look="danger" pending={remove.isPending} aria-label={`Remove ${channel.name}`} onClick={() => take(false)}>
          Remove
        </Button>
      </div>
      <p role="status" className={test.data && !test.data.sent ? "text-urgent" : "text-quiet"}>
        {test.data && (test.data.sent ? `The test was sent. ${test.data.sentence}` : `The test failed. ${test.data.sentence}`)}
      </p>
      {used && (
        <ProblemPanel error={remove.error} summary={`“${channel.name}” is not removed.`}>
          <div className="flex flex-wrap gap-2">
            <Button look="danger" onClick={() => take(true)}>
              Remove it all the same
            </Button>
            <Button onClick={() => remove.reset()}>Keep it</Button>
          </div>
        </ProblemPanel>
      )}
      {error && <ProblemPanel error={error} summary="That did not work." />}
    </li>
  );
}

function Health({ channel }: { channel: Channel }) {
  if (channel.fault !== "") {
    return (
      <p className="flex items-start gap-1 text-small text-urgent">
        <CircleX aria-hidden="true" size={16} className="mt-0.5 shrink-0" />
        <span className="min-w-0 break-words">
          Failing{channel.failed_at !== null && <> since <Moment at={channel.failed_at} /></>}: {channel.fault}
        </span>
      </p>
    );
  }
  return (
    <p className="flex items-center gap-1 text-small text-quiet">
      {channel.sent_at === null ? <CircleDashed aria-hidden="true" size={16} /> : <CircleCheck aria-hidden="true" size={16} className="text-good" />}
      {channel.sent_at === null ? "Not used yet." : <span>Works. Last sent <Moment at={channel.sent_at} />.</span>}
    </p>
  );
}
