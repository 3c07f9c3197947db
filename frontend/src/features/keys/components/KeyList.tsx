import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useRevokeKey, type Key } from "@/features/keys/api/keys";
import { keyInWords, makerInWords } from "@/features/keys/words";
import { useNow } from "@/lib/time/now";
import { pageLocale } from "@/lib/time/locale";

interface KeyListProps {
  keys: readonly Key[];
  cameras: readonly { id: string; name: string }[];
}

/** Every key: what it opens, when it was used last, until when it holds. */
export function KeyList({ keys, cameras }: KeyListProps) {
  const revoke = useRevokeKey();
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {keys.map((key) => (
          <li key={key.id} className="flex flex-col gap-2 py-3 sm:flex-row sm:items-start sm:justify-between">
            <div className="min-w-0">
              <h3 className="font-medium break-words">{key.name}</h3>
              <p className="text-small break-words text-quiet">
                {keyInWords(key, cameras)} Ends in <span className="font-mono">…{key.ends_with}</span>.
              </p>
              <p className="text-small text-quiet">
                {makerInWords(key)} {key.last_used_at === null ? "Never used." : <>Last used <Moment at={key.last_used_at} />.</>}{" "}
                {key.expires_at !== null && <Expiry at={key.expires_at} />}
              </p>
            </div>
            <Button look="danger" aria-label={`Revoke ${key.name}`} pending={revoke.isPending && revoke.variables === key.id} onClick={() => revoke.mutate(key.id)}>
              Revoke
            </Button>
          </li>
        ))}
      </ul>
      {revoke.error && <ProblemPanel error={revoke.error} summary="The key was not revoked." />}
      <p role="status" className="text-small text-quiet">
        {revoke.isSuccess && "Revoked. What ran with it has ended."}
      </p>
    </>
  );
}

function Expiry({ at }: { at: string }) {
  const now = useNow();
  const day = new Date(at).toLocaleDateString(pageLocale());
  return <time dateTime={at}>{new Date(at) < now ? `Expired on ${day}.` : `Holds until ${day}.`}</time>;
}
