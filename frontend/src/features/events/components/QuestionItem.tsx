import { Trash2 } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { directionOf } from "@/lib/text/direction";
import { exactTime } from "@/lib/time/format";
import { useTimeZone } from "@/lib/time/zone";
import type { EventDetail } from "@/lib/api/types";
import { useAskAgain, useRemoveQuestion, type Question } from "@/features/events/api/questions";
import { costInWords, marksInWords, plural } from "@/features/events/words";

interface QuestionItemProps {
  question: Question;
  event: EventDetail;
  mayAsk: boolean;
  /** Somebody could be asked now. */
  free: boolean;
}

/** One question with its answer, the pictures that show it, and what it cost; or why there is none. */
export function QuestionItem({ question, event, mayAsk, free }: QuestionItemProps) {
  const again = useAskAgain(event.id);
  const remove = useRemoveQuestion(event.id);
  const { id, state } = question;
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0">
      <div className="flex items-start justify-between gap-2">
        <p className="min-w-0 pt-2 font-medium break-words" dir="auto">
          {question.question}
        </p>
        {mayAsk && state !== "waiting" && (
          <IconButton label={`Remove the question “${question.question}”`} className="shrink-0" pending={remove.isPending} onClick={() => remove.mutate(id)}>
            <Trash2 aria-hidden="true" size={18} />
          </IconButton>
        )}
      </div>
      {state === "answered" && <Answer question={question} event={event} />}
      {state === "failed" && <p className="break-words">No answer. {question.outcome}</p>}
      {state === "failed" && question.cost !== 0 && <p className="text-small text-quiet">Asking {costInWords(question.cost)}.</p>}
      {state === "failed" && mayAsk && free && (
        <div>
          <Button pending={again.isPending} onClick={() => again.mutate(id)}>
            Ask again
          </Button>
        </div>
      )}
      {again.error && <ProblemPanel error={again.error} summary="It is not asked again." />}
      {remove.error && <ProblemPanel error={remove.error} summary="It was not removed." />}
    </li>
  );
}

function Answer({ question, event }: { question: Question; event: EventDetail }) {
  const { text, language, known, describer, model, confidence, frames, seconds, cost, marks } = question;
  const who = `${describer} (${model}), from ${plural(frames.length, "picture", "pictures")}`;
  const facts = [known ? `${who}, sure to ${String(confidence)} %.` : `${who}.`, `It took ${seconds.toFixed(1)} s and ${costInWords(cost)}.`];
  return (
    <>
      <p className="text-sentence break-words" lang={language} dir={directionOf(language)}>
        {text}
      </p>
      <Cited ids={question.cited} event={event} />
      <p className="text-small break-words text-quiet">{[...facts, ...marksInWords(marks)].join(" ")}</p>
    </>
  );
}

/** The pictures that the answer rests on; those that are gone by now are left out. */
function Cited({ ids, event }: { ids: readonly string[]; event: EventDetail }) {
  const timeZone = useTimeZone();
  const all = event.snapshot === null ? event.frames : [...event.frames, event.snapshot];
  const shown = all.filter(({ url }) => ids.some((id) => url.endsWith(`/${id}`)));
  if (shown.length === 0) return null;
  return (
    <ul aria-label="Pictures that show it" className="flex flex-wrap gap-2">
      {shown.map(({ url, taken_at }) => (
        <li key={url}>
          <a href={url} target="_blank" rel="noreferrer" className="block w-32 overflow-hidden rounded-card border border-line">
            <img src={url} alt={`Open what was seen at ${exactTime(new Date(taken_at), undefined, timeZone)}`} loading="lazy" decoding="async" className="aspect-video w-full object-cover" />
          </a>
        </li>
      ))}
    </ul>
  );
}
