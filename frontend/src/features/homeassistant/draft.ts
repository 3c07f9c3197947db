import type { HomeAssistant, HomeAssistantPatch } from "@/features/homeassistant/api/homeAssistant";

const PLAIN_PORT = "1883";
const TLS_PORT = "8883";

/** What stands in the form, as typed; stored secrets are never shown again. */
export interface Draft {
  enabled: boolean;
  host: string;
  port: string;
  username: string;
  password: string;
  tls: boolean;
  authority: string;
  certificate: string;
  key: string;
  discovery_prefix: string;
  topic_prefix: string;
}

export function draftOf(stored: HomeAssistant): Draft {
  const { enabled, host, port, username, tls, authority, certificate, discovery_prefix, topic_prefix } = stored;
  return { enabled, host, port: String(port), username, password: "", tls, authority, certificate, key: "", discovery_prefix, topic_prefix };
}

/** As the API takes it; null: the port is no number. An empty secret keeps the stored one, unless what it belongs to was emptied. */
export function patchOf(draft: Draft, stored: HomeAssistant): HomeAssistantPatch | null {
  const port = portOf(draft.port);
  if (port === null) return null;
  const username = draft.username.trim();
  const password = draft.password !== "" ? draft.password : username === "" && (stored.has_password || !stored.readable) ? "" : null;
  return {
    enabled: draft.enabled,
    host: draft.host.trim(),
    port,
    username,
    tls: draft.tls,
    discovery_prefix: draft.discovery_prefix.trim(),
    topic_prefix: draft.topic_prefix.trim(),
    ...(password !== null && { password }),
    ...(draft.tls && certificatesOf(draft, stored)),
  };
}

function certificatesOf(draft: Draft, stored: HomeAssistant): HomeAssistantPatch {
  const certificate = draft.certificate.trim();
  const key = draft.key.trim() !== "" ? draft.key.trim() : certificate === "" && stored.has_key ? "" : null;
  return { authority: draft.authority.trim(), certificate, ...(key !== null && { key }) };
}

/** TLS has a port of its own; one that somebody chose stays. */
export function withTls(draft: Draft, tls: boolean): Draft {
  const usual = draft.port === (tls ? PLAIN_PORT : TLS_PORT);
  return { ...draft, tls, port: usual ? (tls ? TLS_PORT : PLAIN_PORT) : draft.port };
}

function portOf(text: string): number | null {
  const port = Number(text);
  return /^\d{1,5}$/.test(text.trim()) && port >= 1 && port <= 65_535 ? port : null;
}
