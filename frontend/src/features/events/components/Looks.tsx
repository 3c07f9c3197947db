import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useShowVersion } from "@/features/events/api/descriptions";
import { askedInWords } from "@/features/events/unanswered";
import { marksInWords } from "@/features/events/words";
import type { Schemas } from "@/lib/api/types";
import { ForAdministrators } from "@/lib/role/administrators";

/** What holds against the shown words, whether somebody looked again, and what other versions said. */
export function Looks({ eventId, descriptions }: { eventId: string; descriptions: Schemas["DescriptionsOut"] }) {
  const shown = descriptions.items.find(({ id }) => id === descriptions.shown_id);
  const others = descriptions.items.filter(({ id }) => id !== descriptions.shown_id);
  const builtIn = shown ? descriptions.built_in : null;
  const next = askedInWords(descriptions);
  return (
    <>
      {shown && marksInWords(shown.marks).map((sentence) => <p key={sentence} className="text-small text-quiet">{sentence}</p>)}
      <p role="status" className="text-small text-quiet empty:hidden">
        {next}
      </p>
      {(others.length > 0 || builtIn !== null) && <Others eventId={eventId} others={others} builtIn={builtIn} />}
    </>
  );
}

interface OthersProps {
  eventId: string;
  others: readonly Schemas["DescriptionVersionOut"][];
  /** Null where they are shown. */
  builtIn: string | null;
}

function Others({ eventId, others, builtIn }: OthersProps) {
  const show = useShowVersion(eventId);
  const list = useRef<HTMLDetailsElement>(null);
  // The button goes with its version, which is now above.
  const choose = (id: string | null) => show.mutate(id, { onSuccess: () => list.current?.querySelector("summary")?.focus() });
  return (
    <details ref={list}>
      <summary className="flex min-h-touch cursor-pointer items-center text-small font-medium text-accent">What else was said ({others.length + (builtIn === null ? 0 : 1)})</summary>
      <ul className="flex flex-col gap-3 pb-2">
        {builtIn !== null && (
          <Said text={builtIn} by="The built-in describer." name="the built-in describer" pending={show.isPending && show.variables === null} onShow={() => choose(null)} />
        )}
        {others.map(({ id, text, describer, model, confidence, marks }) => (
          <Said
            key={id}
            text={text}
            by={[`${describer} (${model}), sure to ${String(confidence)} %.`, ...marksInWords(marks)].join(" ")}
            name={`${describer} (${model})`}
            pending={show.isPending && show.variables === id}
            onShow={() => choose(id)}
          />
        ))}
      </ul>
      {show.error && <ProblemPanel error={show.error} summary="Other words are not shown." />}
    </details>
  );
}

interface SaidProps {
  text: string;
  by: string;
  name: string;
  pending: boolean;
  onShow: () => void;
}

function Said({ text, by, name, pending, onShow }: SaidProps) {
  return (
    <li className="flex flex-col gap-1">
      <p className="break-words">“{text}”</p>
      <p className="text-small break-words text-quiet">{by}</p>
      <ForAdministrators>
        <div>
          <Button aria-label={`Show these words of ${name}`} pending={pending} onClick={onShow}>
            Show these words
          </Button>
        </div>
      </ForAdministrators>
    </li>
  );
}
