import type { Camera, Schemas } from "@/lib/api/types";

type Source = Schemas["CameraIn"]["source"];
export type Kind = Source["kind"];

/** A camera while it is typed. Both kinds keep their fields, so that changing the kind and back loses nothing. */
export interface Draft {
  name: string;
  kind: Kind;
  url: string;
  username: string;
  password: string;
  path: string;
  loop: boolean;
}

export const EMPTY_DRAFT: Draft = { name: "", kind: "rtsp", url: "", username: "", password: "", path: "", loop: true };

/** What is stored, without the password, which never comes back. */
export function draftOf({ name, source }: Camera): Draft {
  if (source.kind === "file") return { ...EMPTY_DRAFT, name, kind: "file", path: source.path, loop: source.loop };
  return { ...EMPTY_DRAFT, name, kind: "rtsp", url: source.url, username: source.username };
}

/** An empty password is left out: then the stored one stays. */
export function sourceOf(draft: Draft): Source {
  if (draft.kind === "file") return { kind: "file", path: draft.path.trim(), loop: draft.loop };
  const source = { kind: "rtsp", url: draft.url.trim(), username: draft.username } as const;
  return draft.password === "" ? source : { ...source, password: draft.password };
}

export interface Faults {
  name?: string;
  url?: string;
  path?: string;
}

/** What is missing; the server judges the rest. */
export function faultsOf(draft: Draft): Faults {
  const faults: Faults = {};
  if (draft.name.trim() === "") faults.name = "Give the camera a name.";
  if (draft.kind === "rtsp" && draft.url.trim() === "") faults.url = "Type the camera's address.";
  if (draft.kind === "file" && draft.path.trim() === "") faults.path = "Type where the file is.";
  return faults;
}
