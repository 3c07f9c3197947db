import { CircleCheck, CircleX } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Moment } from "@/components/ui/moment";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { useChannels, type Channel } from "@/features/channels/api/channels";
import { useChangeSelfTest, useRunSelfTest, useSelfTest, type SelfTest, type SelfTestRun } from "@/features/channels/api/selfTest";

const NONE = "";
const GONE = "A channel that is gone";

/** For administrators: a made-up event through the rules to one channel, now and by night. */
export function SelfTestForm() {
  const { data: test, error, refetch } = useSelfTest();
  const { data: channels } = useChannels();
  if (test && channels) return <Form test={test} channels={channels} />;
  return error ? <ProblemPanel error={error} summary="The self-test could not be loaded." onRetry={() => void refetch()} /> : null;
}

function Form({ test, channels }: { test: SelfTest; channels: readonly Channel[] }) {
  const [channel, setChannel] = useState(test.channel_id ?? NONE);
  const [nightly, setNightly] = useState(test.nightly);
  const [at, setAt] = useState(clockOf(test.minute));
  const change = useChangeSelfTest();
  const run = useRunSelfTest();
  const minute = minuteOf(at);
  const reason = useId();
  const why = whyNot(test, channel, channels);
  const save = () => {
    if (minute !== null && !change.isPending) change.mutate({ channel_id: channel === NONE ? null : channel, nightly: nightly && channel !== NONE, minute });
  };
  return (
    <form
      noValidate
      aria-label="Self-test"
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        save();
      }}
    >
      <p className="text-quiet">
        A made-up event goes through the rules and out by one channel, until its receiver says that it has it. When that fails, administrators are told by their other channels, as urgent.
      </p>
      <Select label="Test by" value={channel} onChange={setChannel} options={choices(channels, channel)} />
      <Switch label="Every night" hint="It sends one message, also in quiet hours." checked={nightly && channel !== NONE} onCheckedChange={setNightly} />
      {nightly && channel !== NONE && (
        <div className="sm:max-w-56">
          <TextField label="At" hint={`By the clock of the house, ${test.zone}.`} type="time" value={at} onChange={({ target }) => setAt(target.value)} />
        </div>
      )}
      {change.error && <ProblemPanel error={change.error} summary="This is not saved." />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={change.isPending}>
          Save the self-test
        </Button>
        <Button pending={run.isPending} aria-disabled={why !== ""} aria-describedby={why === "" ? undefined : reason} onClick={() => why === "" && run.mutate()}>
          Test the whole way now
        </Button>
        <p role="status" className="text-small text-quiet">
          {run.isPending ? "Testing: up to two minutes." : change.isSuccess && "Saved"}
        </p>
      </div>
      {why !== "" && (
        <p id={reason} className="text-small text-quiet">
          {why}
        </p>
      )}
      {run.error && <ProblemPanel error={run.error} summary="The self-test did not run." />}
      <Runs runs={test.runs} />
    </form>
  );
}

function Runs({ runs }: { runs: readonly SelfTestRun[] }) {
  if (runs.length === 0) return <p className="text-quiet">It has not run yet.</p>;
  return (
    <ul aria-label="Self-tests" aria-live="polite" className="flex flex-col divide-y divide-line">
      {runs.slice(0, 5).map((run) => (
        <li key={run.id} className="flex flex-col gap-1 py-2">
          <p className="break-words">
            <span className="font-medium">{WORDS[run.state]}</span> <Moment at={run.began_at} className="text-small text-quiet" />{" "}
            <span className="text-small text-quiet">
              by {run.channel_name || GONE.toLowerCase()}, {run.who === "" ? "nightly" : `asked by ${run.who}`}
            </span>
          </p>
          <ul className="flex flex-col gap-1">
            {run.steps.map((step) => (
              <li key={step.name} className="flex items-start gap-2 text-small">
                {step.passed ? (
                  <CircleCheck aria-label="Passed" size={16} className="mt-0.5 shrink-0 text-good" />
                ) : (
                  <CircleX aria-label="Failed" size={16} className="mt-0.5 shrink-0 text-urgent" />
                )}
                <span className="min-w-0 break-words">
                  {step.sentence} <span className="text-quiet">{step.seconds.toFixed(1)} s</span>
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

const WORDS = { running: "Running", passed: "Passed", failed: "Failed" } as const;

function choices(channels: readonly Channel[], chosen: string) {
  const there = channels.map(({ id, name, mine, owner_name }) => ({ value: id, label: mine ? name : `${name} (${owner_name})` }));
  const gone = chosen === NONE || there.some(({ value }) => value === chosen) ? [] : [{ value: chosen, label: GONE }];
  return [{ value: NONE, label: "No channel: it does not run" }, ...there, ...gone];
}

/** Why it cannot be run now, and what to do; empty: it can. It goes by what is saved. */
function whyNot({ channel_id }: SelfTest, chosen: string, channels: readonly Channel[]): string {
  if (channels.length === 0) return "It cannot be tested yet: there is no channel. Add one above.";
  if (channel_id !== null) return "";
  return chosen === NONE ? "It cannot be tested yet: choose a channel under “Test by”, and save." : "It cannot be tested yet: press “Save the self-test” first.";
}

function clockOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

function minuteOf(clock: string): number | null {
  const [hours, minutes] = clock.split(":").map(Number);
  return hours === undefined || minutes === undefined || Number.isNaN(hours + minutes) ? null : hours * 60 + minutes;
}
