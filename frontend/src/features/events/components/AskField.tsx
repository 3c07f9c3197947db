import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useAsk } from "@/features/events/api/questions";
import { plural } from "@/features/events/words";

const LIMIT = 300;

/** One field. What was typed stays until it was taken; what is too long is said and can be shortened. */
export function AskField({ eventId, busy }: { eventId: string; busy: boolean }) {
  const [text, setText] = useState("");
  const [empty, setEmpty] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const ask = useAsk(eventId);
  const over = [...text.trim()].length - LIMIT;
  const problem = over > 0 ? `This is ${plural(over, "character", "characters")} too long. Please shorten it.` : empty ? "Write what you want to know." : undefined;

  const send = () => {
    if (busy || ask.isPending) return;
    if (over > 0 || text.trim() === "") {
      setEmpty(true);
      form.current?.querySelector("input")?.focus();
      return;
    }
    ask.mutate(text.trim(), { onSuccess: () => setText("") });
  };

  return (
    <form
      ref={form}
      noValidate
      aria-label="Ask about this event"
      className="flex flex-col gap-3"
      onSubmit={(submit) => {
        submit.preventDefault();
        send();
      }}
    >
      <TextField
        label="Your question"
        hint="For example: “What did he carry?” It is answered from the pictures of this event, and costs as much as a description."
        error={problem}
        autoComplete="off"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setEmpty(false);
        }}
      />
      <div>
        <Button type="submit" pending={busy || ask.isPending}>
          Ask
        </Button>
      </div>
      {ask.error && <ProblemPanel error={ask.error} summary="The question was not taken." />}
    </form>
  );
}
