import type { Schemas } from "@/lib/api/types";
import { marksInWords } from "@/features/events/words";

/** What holds against the shown words, whether somebody looked again, and what other versions said. */
export function Looks({ descriptions }: { descriptions: Schemas["DescriptionsOut"] }) {
  const shown = descriptions.items.find(({ id }) => id === descriptions.shown_id);
  const others = descriptions.items.filter(({ id }) => id !== descriptions.shown_id);
  const next = nextInWords(descriptions);
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

function nextInWords({ state, reason }: Schemas["DescriptionsOut"]): string {
  if (state === "waiting") {
    if (reason === "second") return "Somebody else is asked to look again, because it says that there is danger.";
    return reason === "vague" ? "The next describer is asked, because these words say too little." : "A vision model is being asked.";
  }
  if (state === "put-off") return "No describer could answer; it is tried again later.";
  if (state === "given-up" && reason === "second") return "Nobody else could look again, so it stays unconfirmed.";
  return "";
}
