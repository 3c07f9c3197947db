import { CircleCheck, CircleX } from "lucide-react";
import { useState } from "react";
import { Moment } from "@/components/ui/moment";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useCommands } from "@/features/homeassistant/api/homeAssistant";
import { commandInWords } from "@/features/homeassistant/words";

interface CommandListProps {
  cameras: readonly { id: string; name: string }[];
}

/** What was asked from there, and what came of it: the broker does not say who asks. */
export function CommandList({ cameras }: CommandListProps) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="flex min-h-touch cursor-pointer items-center font-medium text-accent">What Home Assistant asked for</summary>
      {open && <Commands cameras={cameras} />}
    </details>
  );
}

function Commands({ cameras }: CommandListProps) {
  const { data: commands, error, refetch } = useCommands();
  if (!commands) return error ? <ProblemPanel error={error} summary="This could not be loaded." onRetry={() => void refetch()} /> : null;
  if (commands.length === 0) return <p className="text-quiet">Nothing yet.</p>;
  return (
    <ul aria-label="Commands" className="flex flex-col divide-y divide-line">
      {commands.map(({ id, at, command, payload, obeyed, sentence }) => (
        <li key={id} className="flex items-start gap-2 py-2">
          {obeyed ? (
            <CircleCheck aria-label="Done" size={18} className="mt-0.5 shrink-0 text-good" />
          ) : (
            <CircleX aria-label="Refused" size={18} className="mt-0.5 shrink-0 text-urgent" />
          )}
          <div className="min-w-0 break-words">
            <p>
              {commandInWords({ command, payload }, cameras)} <Moment at={at} className="text-small text-quiet" />
            </p>
            {sentence !== "" && <p className="text-small text-quiet">{sentence}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
