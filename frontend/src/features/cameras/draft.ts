import { AUTOMATIC, pictureOf, wordOf } from "@/features/cameras/usb";
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
  /** Id of a camera that is plugged in; empty: none is chosen yet. */
  device: string;
  /** What it is asked for, as `usb.wordOf` writes it, and how often a second; "0": we choose. */
  picture: string;
  rate: string;
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
  device: "",
  picture: AUTOMATIC,
  rate: "0",
};

/** What is stored, without the password, which never comes back. */
export function draftOf({ name, source, sub }: Camera): Draft {
  if (source.kind === "file") return { ...EMPTY_DRAFT, name, kind: "file", path: source.path, loop: source.loop };
  if (source.kind === "usb") {
    const { device, rate } = source;
    return { ...EMPTY_DRAFT, name, kind: "usb", device, picture: wordOf(source), rate: String(rate) };
  }
  const { kind, url, username, certificate } = source;
  const second = sub && "url" in sub ? sub.url : "";
  const draft = { ...EMPTY_DRAFT, name, kind, url, username, certificate, second };
  return source.kind === "rtsp" ? { ...draft, transport: source.transport } : { ...draft, perSecond: String(source.per_second) };
}

/** An empty password is left out: then the stored one stays. */
export function sourceOf(draft: Draft): Source {
  if (draft.kind === "file") return { kind: "file", path: draft.path.trim(), loop: draft.loop };
  if (draft.kind === "usb") return { kind: "usb", device: draft.device, ...pictureOf(draft.picture), rate: Number(draft.rate) };
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
  if (!hasAddress(draft) || url === "") return null;
  if (/^https?:/i.test(url)) return { kind: "http", url, certificate: "", per_second: Number(draft.perSecond) };
  return { kind: "rtsp", url, certificate: "", transport: draft.transport };
}

/** Whether a certificate matters for its address. */
export function isEncrypted(draft: Draft): boolean {
  return hasAddress(draft) && /^(https|rtsps):/i.test(draft.url.trim());
}

/** Whether it is in the network. */
function hasAddress({ kind }: Draft): boolean {
  return kind === "rtsp" || kind === "http";
}

export interface Faults {
  name?: string;
  url?: string;
  path?: string;
  perSecond?: string;
  device?: string;
}

/** What is missing; the server judges the rest. */
export function faultsOf(draft: Draft): Faults {
  const faults: Faults = {};
  if (draft.name.trim() === "") faults.name = "Give the camera a name.";
  if (hasAddress(draft) && draft.url.trim() === "") faults.url = "Type the camera's address.";
  if (draft.kind === "file" && draft.path.trim() === "") faults.path = "Type where the file is.";
  if (draft.kind === "usb" && draft.device === "") faults.device = "Choose a camera.";
  const rate = Number(draft.perSecond);
  if (draft.kind === "http" && !(rate >= 0.2 && rate <= 10)) faults.perSecond = "Type a number from 0.2 to 10.";
  return faults;
}
