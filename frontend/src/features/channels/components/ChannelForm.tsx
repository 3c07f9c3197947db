import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { useChangeChannel, useMakeChannel, type Channel } from "@/features/channels/api/channels";
import { draftOf, faultsOf, KINDS, settingsOf, type Kind } from "@/features/channels/drafts";
import { problemOf } from "@/lib/api/problem";
import { KindFields } from "./KindFields";
import { ReachHere } from "./ReachHere";

interface ChannelFormProps {
  /** To be changed; else a new one is made. */
  channel?: Channel | undefined;
  /** Who may let channels reach further. */
  administrator: boolean;
  onDone: () => void;
}

/** Makes or changes a channel; of a new webhook it shows the secret, this once. */
export function ChannelForm({ channel, administrator, onDone }: ChannelFormProps) {
  const [kind, setKind] = useState<Kind>(channel && channel.kind !== "push" ? channel.kind : "email");
  const [name, setName] = useState(channel?.name ?? "");
  const [draft, setDraft] = useState(() => draftOf(kind, channel));
  const make = useMakeChannel();
  const change = useChangeChannel();
  const saving = channel ? change : make;
  const problem = problemOf(saving.error);
  const [tried, setTried] = useState(false);
  const faults = faultsOf(kind, draft);
  const errorOf = (field: string) => (tried ? faults[field] : undefined) ?? problem?.fieldError(`settings.${field}`);
  const shown = ["name", ...Object.keys(draft).map((field) => `settings.${field}`)];
  const send = () => {
    if (saving.isPending) return;
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    const label = name.trim() || (KINDS.find(({ value }) => value === kind)?.label.replace(/ \(.*/, "") ?? kind);
    const body = { name: label, settings: settingsOf(kind, draft) };
    if (channel) change.mutate({ id: channel.id, ...body }, { onSuccess: onDone });
    else make.mutate({ ...body, enabled: true, usual: true, most_per_minute: 0 }, { onSuccess: ({ secret }) => secret === null && onDone() });
  };
  if (make.data?.secret) {
    return (
      <div className="flex flex-col gap-4">
        <p role="status">The webhook is made. With this secret its receiver checks the signatures; it is shown this once.</p>
        <CopyField label="Secret" value={make.data.secret} />
        <div>
          <Button look="primary" onClick={onDone}>
            I have it
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        send();
      }}
    >
      {!channel && (
        <Select
          label="Kind"
          value={kind}
          onChange={(next) => {
            setKind(next);
            setDraft(draftOf(next));
            setTried(false);
            make.reset();
          }}
          options={KINDS}
        />
      )}
      <TextField label="Name" hint="By which you know it, such as “Family chat”." value={name} maxLength={80} error={problem?.fieldError("name")} onChange={({ target }) => setName(target.value)} />
      {administrator && problem?.type === "refused-address" && <ReachHere />}
      <KindFields kind={kind} draft={draft} onDraft={setDraft} errorOf={errorOf} changing={channel !== undefined} />
      {problem && !problem.isToldBy(shown) && <ProblemPanel error={problem} summary="The channel is not saved." />}
      <div>
        <Button type="submit" look="primary" pending={saving.isPending}>
          {channel ? "Save the channel" : "Add the channel"}
        </Button>
      </div>
    </form>
  );
}
