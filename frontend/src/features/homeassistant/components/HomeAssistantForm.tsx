import { CircleCheck, CircleX } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Switch } from "@/components/ui/switch";
import { useChangeHomeAssistant, useTestHomeAssistant, type HomeAssistant } from "@/features/homeassistant/api/homeAssistant";
import { draftOf, patchOf, withTls, type Draft } from "@/features/homeassistant/draft";
import { problemOf } from "@/lib/api/problem";
import { CertificateFields } from "./CertificateFields";
import { Fold } from "./Fold";

const SHOWN = ["host", "port", "username", "password", "authority", "certificate", "key", "discovery_prefix", "topic_prefix"];
const NO_PORT = "Write a number from 1 to 65535.";

/** Broker, account, encryption and topics; nothing typed is lost when it is refused, or while it is tested. */
export function HomeAssistantForm({ stored }: { stored: HomeAssistant }) {
  const [edited, setEdited] = useState<Draft | null>(null);
  const [tried, setTried] = useState(false);
  const change = useChangeHomeAssistant();
  const test = useTestHomeAssistant();
  const draft = edited ?? draftOf(stored);
  const patch = patchOf(draft, stored);
  const problem = problemOf(change.error ?? test.error);
  const busy = change.isPending || test.isPending;
  const told = (field: string) => (field === "port" && tried && patch === null ? NO_PORT : problem?.fieldError(field));
  const forget = () => {
    change.reset();
    test.reset();
  };
  const edit = (part: Partial<Draft>) => {
    setEdited({ ...draft, ...part });
    forget();
  };
  const send = (what: "save" | "test") => {
    setTried(true);
    if (patch === null || busy) return;
    forget();
    if (what === "test") test.mutate({ ...patch, enabled: false });
    else change.mutate(patch, { onSuccess: () => setEdited(null) });
  };
  return (
    <form
      noValidate
      aria-label="Home Assistant"
      className="flex flex-col gap-4"
      onSubmit={(submit) => {
        submit.preventDefault();
        send("save");
      }}
    >
      {!stored.readable && (
        <p className="font-medium text-urgent">The password and certificates cannot be read any more: the key they were encrypted with is gone. Enter them anew.</p>
      )}
      <Switch label="Connect to Home Assistant" checked={draft.enabled} onCheckedChange={(enabled) => edit({ enabled })} />
      <div className="grid gap-3 sm:grid-cols-[1fr_8rem]">
        <TextField
          label="Broker"
          hint="Its address alone, such as 192.168.1.10. The add-on’s is that of Home Assistant."
          value={draft.host}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={253}
          error={told("host")}
          onChange={({ target }) => edit({ host: target.value })}
        />
        <TextField label="Port" inputMode="numeric" value={draft.port} maxLength={5} error={told("port")} onChange={({ target }) => edit({ port: target.value })} />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label="User name at the broker"
          hint="Empty: the broker wants none."
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={draft.username}
          maxLength={200}
          error={told("username")}
          onChange={({ target }) => edit({ username: target.value })}
        />
        <PasswordField
          label="Password at the broker"
          hint={passwordHint(draft, stored)}
          autoComplete="off"
          value={draft.password}
          maxLength={500}
          error={told("password")}
          onChange={({ target }) => edit({ password: target.value })}
        />
      </div>
      <Switch label="Encrypt the connection (TLS)" hint="Without it, password and pictures cross your network readable." checked={draft.tls} onCheckedChange={(tls) => edit(withTls(draft, tls))} />
      {draft.tls && <CertificateFields draft={draft} stored={stored} errorOf={told} onEdit={edit} />}
      <Fold title="Topics" open={[told("discovery_prefix"), told("topic_prefix")].some(Boolean)}>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label="Discovery prefix"
            hint="Where Home Assistant looks for devices. Default: homeassistant."
            value={draft.discovery_prefix}
            maxLength={60}
            error={told("discovery_prefix")}
            onChange={({ target }) => edit({ discovery_prefix: target.value })}
          />
          <TextField
            label="Topic prefix"
            hint="Under which everything of ours stands. Default: argusai."
            value={draft.topic_prefix}
            maxLength={60}
            error={told("topic_prefix")}
            onChange={({ target }) => edit({ topic_prefix: target.value })}
          />
        </div>
      </Fold>
      {problem && !problem.isToldBy(SHOWN) && <ProblemPanel error={problem} summary={change.error ? "Your changes are not saved." : "This cannot be tested."} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={change.isPending}>
          Save
        </Button>
        <Button pending={test.isPending} onClick={() => send("test")}>
          Test the connection
        </Button>
        <p role="status" className="flex min-w-0 items-start gap-1 text-small text-quiet">
          <Outcome pending={test.isPending} result={test.data} saved={change.isSuccess} dirty={edited !== null} />
        </p>
      </div>
    </form>
  );
}

interface OutcomeProps {
  pending: boolean;
  result: { works: boolean; sentence: string } | undefined;
  saved: boolean;
  dirty: boolean;
}

function Outcome({ pending, result, saved, dirty }: OutcomeProps) {
  if (pending) return "Testing …";
  if (result) {
    return (
      <>
        {result.works ? (
          <CircleCheck aria-hidden="true" size={16} className="mt-0.5 shrink-0 text-good" />
        ) : (
          <CircleX aria-hidden="true" size={16} className="mt-0.5 shrink-0 text-urgent" />
        )}
        <span className="min-w-0 break-words text-ink">
          {result.works ? "It works." : "It does not work."} {result.sentence} {dirty && "Nothing is saved yet."}
        </span>
      </>
    );
  }
  if (dirty) return "Not saved yet";
  return saved ? "Saved" : null;
}

/** A password goes to the broker that it was given for, the way it was given for, and to no other. */
function passwordHint(draft: Draft, stored: HomeAssistant): string | undefined {
  if (!stored.has_password) return undefined;
  if (draft.host.trim() !== stored.host || draft.port.trim() !== String(stored.port)) return "Enter it anew for the new broker.";
  if (stored.tls && !draft.tls) return "Enter it anew: without TLS others can read it on its way.";
  if (stored.tls && draft.authority.trim() !== stored.authority.trim()) return "Enter it anew: others may vouch for the broker from now on.";
  return "Leave it empty to keep the one that is stored.";
}
