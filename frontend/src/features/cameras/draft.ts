import type { Camera, Schemas } from "@/lib/api/types";

type Source = Schemas["CameraIn"]["source"];
export type Kind = Source["kind"];
export type Transport = Schemas["RtspSourceOut"]["transport"];

/** A camera while it is typed. All kinds keep their fields, so that changing the kind and back loses nothing. */
export interface Draft {
  name: string;
  kind: Kind;
  url: string;
  username: string;
  password: string;
  transport: Transport;
  /** Fingerprint of the certificate to accept; empty: it is checked as everywhere. */
  certificate: string;
  perSecond: string;
  /** Address of the second, smaller stream; empty: there is none. The rest of it is as of the main one. */
  second: string;
  path: string;
  loop: boolean;
}

export const EMPTY_DRAFT: Draft = {
  name: "",
  kind: "rtsp",
  url: "",
  username: "",
  password: "",
  transport: "auto",
  certificate: "",
  perSecond: "2",
  second: "",
  path: "",
  loop: true,
};

/** What is stored, without the password, which never comes back. */
export function draftOf({ name, source, sub }: Camera): Draft {
  if (source.kind === "file") return { ...EMPTY_DRAFT, name, kind: "file", path: source.path, loop: source.loop };
  const { kind, url, username, certificate } = source;
  const second = sub && sub.kind !== "file" ? sub.url : "";
  const draft = { ...EMPTY_DRAFT, name, kind, url, username, certificate, second };
  return source.kind === "rtsp" ? { ...draft, transport: source.transport } : { ...draft, perSecond: String(source.per_second) };
}

/** An empty password is left out: then the stored one stays. */
export function sourceOf(draft: Draft): Source {
  if (draft.kind === "file") return { kind: "file", path: draft.path.trim(), loop: draft.loop };
  const source = {
    url: draft.url.trim(),
    username: draft.username,
    ...(draft.password === "" ? {} : { password: draft.password }),
    certificate: isEncrypted(draft) ? draft.certificate : "",
  };
  if (draft.kind === "http") return { kind: "http", ...source, per_second: Number(draft.perSecond) };
  return { kind: "rtsp", ...source, transport: draft.transport };
}

/** The second stream; null without one. What is not typed of it, it takes from the main one. */
export function secondOf(draft: Draft): Source | null {
  const url = draft.second.trim();
  if (draft.kind === "file" || url === "") return null;
  if (/^https?:/i.test(url)) return { kind: "http", url, certificate: "", per_second: Number(draft.perSecond) };
  return { kind: "rtsp", url, certificate: "", transport: draft.transport };
}

/** Whether a certificate matters for its address. */
export function isEncrypted({ kind, url }: Draft): boolean {
  return kind !== "file" && /^(https|rtsps):/i.test(url.trim());
}

export interface Faults {
  name?: string;
  url?: string;
  path?: string;
  perSecond?: string;
}

/** What is missing; the server judges the rest. */
export function faultsOf(draft: Draft): Faults {
  const faults: Faults = {};
  if (draft.name.trim() === "") faults.name = "Give the camera a name.";
  if (draft.kind !== "file" && draft.url.trim() === "") faults.url = "Type the camera's address.";
  if (draft.kind === "file" && draft.path.trim() === "") faults.path = "Type where the file is.";
  const rate = Number(draft.perSecond);
  if (draft.kind === "http" && !(rate >= 0.2 && rate <= 10)) faults.perSecond = "Type a number from 0.2 to 10.";
  return faults;
}
