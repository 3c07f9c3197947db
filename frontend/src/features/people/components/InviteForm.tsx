import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { useInvite, useOwnAddress, type Role } from "@/features/people/api/people";
import { linkTo, opensHereAlone, ROLE_MEANS } from "@/features/people/words";

const SPANS = [
  { value: "24", label: "For a day" },
  { value: "72", label: "For three days" },
  { value: "168", label: "For a week" },
] as const;
type Span = (typeof SPANS)[number]["value"];
const ROLES: readonly { value: Role; label: string }[] = [
  { value: "member", label: "Member" },
  { value: "administrator", label: "Administrator" },
];

/** For whom, as what and for how long; then the link, this once. */
export function InviteForm({ onDone }: { onDone: () => void }) {
  const [note, setNote] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [span, setSpan] = useState<Span>("72");
  const { data: own = "" } = useOwnAddress();
  const invite = useInvite();
  if (invite.data) {
    const link = linkTo(invite.data.token, own, window.location);
    return (
      <div className="flex flex-col gap-4">
        <p role="status">The link is made. It is shown this once: copy it now, and send it to the one person whom it is for.</p>
        <CopyField label="Link" value={link} />
        {opensHereAlone(link) && (
          <p className="font-medium text-notable">
            This link opens on this machine alone. Open ArgusAI by the address that others use and invite from there, or write that address down under
            Notifications.
          </p>
        )}
        <p className="text-quiet">Whoever opens it first chooses a name and a password, and belongs to this house. Then it opens nothing any more.</p>
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
        if (!invite.isPending) invite.mutate({ note: note.trim(), role, hours: Number(span) });
      }}
    >
      <TextField label="For whom" hint="So that you know the invitation again. May be empty." value={note} maxLength={80} onChange={({ target }) => setNote(target.value)} />
      <Select label="As" hint={ROLE_MEANS[role]} value={role} onChange={setRole} options={ROLES} />
      <Select label="The link can be used" value={span} onChange={setSpan} options={SPANS} />
      {invite.error && <ProblemPanel error={invite.error} summary="Nobody was invited." />}
      <div>
        <Button type="submit" look="primary" pending={invite.isPending}>
          Make the link
        </Button>
      </div>
    </form>
  );
}
