import type { Channel, ChannelSettings } from "@/features/channels/api/channels";

export type Kind = Exclude<Channel["kind"], "push">;

export const KINDS: readonly { value: Kind; label: string }[] = [
  { value: "email", label: "E-mail" },
  { value: "telegram", label: "Telegram" },
  { value: "apprise", label: "Another service (ntfy, Slack, Discord, Matrix …)" },
  { value: "webhook", label: "Webhook (another program)" },
];

/** What stands in the form, as typed. */
export type Draft = Record<string, string>;

/** What a new form shows, or, for one that is changed, what is there; secrets are never shown again. */
export function draftOf(kind: Kind, channel?: Channel): Draft {
  const before = channel?.settings ?? {};
  const text = (name: string, otherwise = "") => {
    const value = before[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : otherwise;
  };
  switch (kind) {
    case "email": {
      const to = before.recipients;
      return {
        host: text("host"), port: text("port", "587"), tls: text("tls", "starttls"), username: text("username"), password: "",
        sender: text("sender"), recipients: Array.isArray(to) ? to.join(", ") : "",
      };
    }
    case "telegram":
      return { token: "", chat: text("chat"), server: text("server", "https://api.telegram.org") };
    case "apprise":
      return { url: "" };
    case "webhook":
      return { url: text("url"), secret: "", headers: "", template: text("template") };
  }
}

/** As the API takes it. An empty secret keeps what is there, or has one made. */
export function settingsOf(kind: Kind, draft: Draft): ChannelSettings {
  const text = (name: string) => (draft[name] ?? "").trim();
  const secret = (name: string) => text(name) || null;
  switch (kind) {
    case "email":
      return {
        kind, host: text("host"), port: Number(text("port")), tls: text("tls") === "tls" ? "tls" : text("tls") === "none" ? "none" : "starttls",
        username: text("username"), password: secret("password"), sender: text("sender"),
        recipients: text("recipients").split(/[\s,;]+/).filter(Boolean),
      };
    case "telegram":
      return { kind, token: secret("token"), chat: text("chat"), server: text("server") || "https://api.telegram.org" };
    case "apprise":
      return { kind, url: secret("url") };
    case "webhook":
      return { kind, url: text("url"), secret: secret("secret"), headers: headersOf(text("headers")), template: draft.template ?? "" };
  }
}

/** "Name: value" lines; null when there is none, which keeps those that are there. */
export function headersOf(text: string): Record<string, string> | null {
  const pairs = text.split("\n").map((line) => line.trim()).filter(Boolean);
  if (pairs.length === 0) return null;
  return Object.fromEntries(pairs.map((line) => {
    const at = line.indexOf(":");
    return at < 0 ? [line, ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  }));
}

/** What is wrong, as typed, by the name of the input. */
export function faultsOf(kind: Kind, draft: Draft): Record<string, string> {
  const faults: Record<string, string> = {};
  if (kind !== "webhook") return faults;
  if ((draft.url ?? "").trim() === "") faults.url = "Type the address that is called.";
  const lines = (draft.headers ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
  if (!lines.every((line) => /^[^:\s]+\s*:\s*\S/.test(line))) faults.headers = "Write each line as “Name: value”.";
  return faults;
}
