import type { Role } from "@/features/people/api/people";

export const ROLE_WORDS: Record<Role, string> = { administrator: "Administrator", member: "Member" };

/** What somebody of that role may do, for whoever invites or joins. */
export const ROLE_MEANS: Record<Role, string> = {
  administrator: "An administrator can change everything: cameras, settings, rules and people.",
  member:
    "A member sees cameras and events, rates them, chooses the mode, and has their own channels and quiet hours. Members cannot change cameras, rules, settings or other people.",
};

/** What goes with somebody who is removed. `keys`: the names of those that this person made; `ofNobody`: of which it is not known who. */
export function removalMeans(keys: readonly string[], ofNobody: readonly string[]): string {
  return [
    "This person is signed out everywhere at once. Their channels, quiet hours and notices are deleted with them.",
    ...(keys.length > 0 ? [`The API ${keys.length === 1 ? "key that they made ends" : "keys that they made end"} too: programs that use ${quoted(keys)} are locked out.`] : []),
    ...(ofNobody.length > 0 ? [`Nobody knows who made the API ${ofNobody.length === 1 ? "key" : "keys"} ${quoted(ofNobody)}: revoke what this person may have.`] : []),
  ].join(" ");
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(", ");
}

const HERE_ALONE = /^(localhost|127\.|\[::1\])/;

/** What is sent to somebody. `own`: the address that an administrator wrote down; else the one of this page. */
export function linkTo(token: string, own: string, location: { origin: string }): string {
  return `${(own || location.origin).replace(/\/+$/, "")}/join#${token}`;
}

/** A link to this very machine opens nothing anywhere else. */
export function opensHereAlone(link: string): boolean {
  return HERE_ALONE.test(new URL(link).host);
}
