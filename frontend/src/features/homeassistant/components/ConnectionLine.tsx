import { CircleCheck, CircleMinus, CirclePause, LoaderCircle, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Moment } from "@/components/ui/moment";
import type { Connection } from "@/features/homeassistant/api/homeAssistant";
import { pageLocale } from "@/lib/time/locale";

const ICONS = {
  off: <CircleMinus aria-hidden="true" size={18} className="mt-0.5 shrink-0 text-quiet" />,
  connecting: <LoaderCircle aria-hidden="true" size={18} className="mt-0.5 shrink-0 text-quiet" />,
  connected: <CircleCheck aria-hidden="true" size={18} className="mt-0.5 shrink-0 text-good" />,
  standing_by: <CirclePause aria-hidden="true" size={18} className="mt-0.5 shrink-0 text-notable" />,
  failing: <TriangleAlert aria-hidden="true" size={18} className="mt-0.5 shrink-0 text-notable" />,
} as const;

/** How it stands with the broker: since when, and what it said last. */
export function ConnectionLine({ connection }: { connection: Connection }) {
  return (
    <div role="status" aria-label="Connection to the broker" className="flex items-start gap-2">
      {ICONS[isLimited(connection) ? "failing" : connection.state]}
      <div className="flex min-w-0 flex-col gap-1 break-words">
        {words(connection)}
        {connection.ignored > 0 && (
          <p className="text-small text-quiet">
            {count(connection.ignored, "command was", "commands were")} ignored: more than 60 came within a minute. Who else may write to the broker?
          </p>
        )}
      </div>
    </div>
  );
}

/** Connected, but not all of it arrives. */
function isLimited({ state, sentence }: Connection): boolean {
  return state === "connected" && sentence !== "";
}

function words({ state, since, sentence, waiting, dropped }: Connection): ReactNode {
  const from = since !== null && <Moment at={since} className="text-small text-quiet" />;
  if (state === "off") return <p>Off: no broker is asked.</p>;
  if (state === "connecting") return <p>Connecting …</p>;
  if (state === "connected") {
    return (
      <>
        <p>Connected {from}</p>
        {sentence && <p className="font-medium">{sentence}</p>}
      </>
    );
  }
  if (state === "standing_by") {
    return (
      <>
        <p>Standing by: the topics are taken. {from}</p>
        <p className="font-medium">{sentence}</p>
      </>
    );
  }
  return (
    <>
      <p>Not connected: it tries again by itself. {from}</p>
      <p className="font-medium">{sentence}</p>
      {waiting > 0 && <p className="text-small text-quiet">{count(waiting, "event waits", "events wait")} to be told, for at most five minutes.</p>}
      {dropped > 0 && <p className="text-small text-quiet">{count(dropped, "event", "events")} could not be told in time.</p>}
    </>
  );
}

function count(number: number, one: string, many: string): string {
  return number === 1 ? `1 ${one}` : `${number.toLocaleString(pageLocale())} ${many}`;
}
