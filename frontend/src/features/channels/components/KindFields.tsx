import { TextArea, TextField } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { Select } from "@/components/ui/select";
import type { Draft, Kind } from "@/features/channels/drafts";

export interface FieldsProps {
  draft: Draft;
  onDraft: (changed: Draft) => void;
  errorOf: (field: string) => string | undefined;
  /** Secrets are kept when they are left empty. */
  changing: boolean;
}

const TLS = [
  { value: "starttls", label: "STARTTLS (usual, port 587)" },
  { value: "tls", label: "TLS from the start (port 465)" },
  { value: "none", label: "None: only for a server in the house" },
] as const;
const PORTS: Record<string, string> = { starttls: "587", tls: "465", none: "25" };

/** The inputs of one kind of channel. */
export function KindFields({ kind, ...rest }: FieldsProps & { kind: Kind }) {
  switch (kind) {
    case "email":
      return <EmailFields {...rest} />;
    case "telegram":
      return <TelegramFields {...rest} />;
    case "apprise":
      return <AppriseFields {...rest} />;
    case "webhook":
      return <WebhookFields {...rest} />;
  }
}

function inputOf({ draft, onDraft, errorOf }: FieldsProps) {
  return (name: string) => ({
    value: draft[name] ?? "",
    error: errorOf(name),
    onChange: ({ target }: { target: { value: string } }) => onDraft({ ...draft, [name]: target.value }),
  });
}

function kept(changing: boolean): string | undefined {
  return changing ? "Leave it empty to keep the one that is there." : undefined;
}

function EmailFields(props: FieldsProps) {
  const input = inputOf(props);
  const { draft, onDraft, changing } = props;
  const tls = TLS.find(({ value }) => value === draft.tls)?.value ?? "starttls";
  return (
    <>
      <TextField label="To" hint="Several addresses are separated by commas." type="text" inputMode="email" autoComplete="email" {...input("recipients")} />
      <TextField label="Mail server" hint="Such as smtp.example.org. Your mail provider calls it SMTP or outgoing server." {...input("host")} />
      <Select label="Encryption" value={tls} onChange={(next) => onDraft({ ...draft, tls: next, port: PORTS[next] ?? "587" })} options={TLS} />
      <TextField label="Port" inputMode="numeric" {...input("port")} />
      <TextField label="From" hint="The address that your mail server sends as." inputMode="email" {...input("sender")} />
      <TextField label="Sign-in name" hint="Leave it empty when the server asks for none." autoComplete="off" {...input("username")} />
      <PasswordField label="Password" hint={kept(changing)} autoComplete="off" {...input("password")} />
    </>
  );
}

function TelegramFields(props: FieldsProps) {
  const input = inputOf(props);
  return (
    <>
      <PasswordField label="Bot token" hint={kept(props.changing) ?? "From @BotFather in Telegram: send it /newbot."} autoComplete="off" {...input("token")} />
      <TextField label="Chat" hint="Its number, or @name of a channel. Write to your bot first, or it may not write to you." {...input("chat")} />
      <TextField label="Server" hint="Only for those who run a Bot API server of their own. Default: Telegram’s." {...input("server")} />
    </>
  );
}

function AppriseFields(props: FieldsProps) {
  const input = inputOf(props);
  const hint = "As Apprise writes it, such as ntfy://my-topic, discord://id/token, slack://…, matrixs://user:password@host/#room, gotifys://host/token or pover://user@token.";
  return <PasswordField label="Address of the service" hint={kept(props.changing) ?? hint} autoComplete="off" {...input("url")} />;
}

function WebhookFields(props: FieldsProps) {
  const input = inputOf(props);
  return (
    <>
      <TextField label="Address" type="url" hint="ArgusAI sends it JSON by POST." {...input("url")} />
      <PasswordField label="Secret" hint={kept(props.changing) ?? "It signs each request. Leave it empty to have one made."} autoComplete="off" {...input("secret")} />
      <TextArea label="Headers" hint={kept(props.changing) ?? "One a line, as “Name: value”. They are kept encrypted."} spellCheck={false} {...input("headers")} />
      <TextArea
        label="Body"
        hint="Leave it empty for ArgusAI’s own JSON. Else your text, with names such as {{ notice.text }} in it."
        spellCheck={false}
        maxLength={10_000}
        {...input("template")}
      />
    </>
  );
}
