import type { Schemas } from "@/lib/api/types";
import { askedInWords } from "@/features/events/unanswered";
import { marksInWords } from "@/features/events/words";

/** What holds against the shown words, whether somebody looked again, and what other versions said. */
export function Looks({ descriptions }: { descriptions: Schemas["DescriptionsOut"] }) {
  const shown = descriptions.items.find(({ id }) => id === descriptions.shown_id);
  const others = descriptions.items.filter(({ id }) => id !== descriptions.shown_id);
  const next = askedInWords(descriptions);
  return (
    <>
      {shown && marksInWords(shown.marks).map((sentence) => <p key={sentence} className="text-small text-quiet">{sentence}</p>)}
      <p role="status" className="text-small text-quiet empty:hidden">
        {next}
      </p>
      {others.length > 0 && (
        <details>
          <summary className="flex min-h-11 cursor-pointer items-center text-small">What else was said ({others.length})</summary>
          <ul className="flex flex-col gap-2 pb-2">
            {others.map(({ id, text, describer, model, confidence, marks }) => (
              <li key={id}>
                <p className="break-words">“{text}”</p>
                <p className="text-small break-words text-quiet">
                  {[`${describer} (${model}), sure to ${String(confidence)} %.`, ...marksInWords(marks)].join(" ")}
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
