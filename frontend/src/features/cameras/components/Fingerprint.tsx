/** A certificate's SHA-256 as programs and cameras show it: pairs with colons, which may break anywhere. */
export function Fingerprint({ of }: { of: string }) {
  return <code className="font-mono text-small break-all">{(of.toUpperCase().match(/../g) ?? []).join(":")}</code>;
}
