import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { CONTROL, Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Feedback } from "@/lib/api/types";
import { classes } from "@/lib/text/classes";

const LIMIT = 500;
/** From here on screen readers hear how many characters are left. */
const NEAR = 450;

export type Mistake = NonNullable<Feedback["mistake"]>;

const MISTAKES: readonly { value: Mistake; label: string }[] = [
  { value: "wrong-object", label: "Taken for something else" },
  { value: "wrong-count", label: "Wrong number" },
  { value: "invented", label: "Was not there" },
  { value: "missed", label: "Not mentioned" },
  { value: "other", label: "Something else" },
];

export function mistakeInWords(mistake: Mistake): string {
  return MISTAKES.find(({ value }) => value === mistake)?.label ?? mistake;
}

interface CorrectionPanelProps {
  id: string;
  /** The correction sent before, to be changed. */
  initial: string;
  initialMistake?: Mistake | undefined;
  onSend: (correction: string, mistake?: Mistake) => void;
  onSkip: () => void;
  onCancel: () => void;
}

/** Counted as the server counts: an emoji is one character. */
function lengthOf(text: string): number {
  return [...text.trim()].length;
}

/** Asks what was really there. Nothing is cut off: what is too long is said and can be shortened. */
export function CorrectionPanel({ id, initial, initialMistake, onSend, onSkip, onCancel }: CorrectionPanelProps) {
  const [text, setText] = useState(initial);
  const [mistake, setMistake] = useState<Mistake | "">(initialMistake ?? "");
  const [refused, setRefused] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const length = lengthOf(text);
  const problem = problemWith(length, refused);

  useEffect(() => {
    area.current?.focus();
  }, []);

  const send = () => {
    if ((length === 0 && mistake === "") || length > LIMIT) {
      setRefused(true);
      area.current?.focus();
      return;
    }
    if (mistake === "") onSend(text.trim());
    else onSend(text.trim(), mistake);
  };

  return (
    <form
      id={id}
      aria-label="Correct the description"
      noValidate
      className="flex flex-col gap-3 rounded-card border border-line bg-sunken p-3"
      onSubmit={(submit) => {
        submit.preventDefault();
        send();
      }}
    >
      <Field label="What was really there?" hint="For example: “That was the neighbour’s cat.”" error={problem}>
        {({ id: fieldId, describedBy, invalid }) => (
          <textarea
            ref={area}
            id={fieldId}
            rows={3}
            value={text}
            aria-describedby={classes(describedBy, `${id}-count`)}
            aria-invalid={invalid}
            className={classes(CONTROL, "min-h-24 py-2")}
            onChange={({ target }) => {
              setText(target.value);
              setRefused(false);
            }}
            onKeyDown={({ key, ctrlKey, metaKey }) => {
              if (key === "Escape") onCancel();
              if (key === "Enter" && (ctrlKey || metaKey)) send();
            }}
          />
        )}
      </Field>
      <p id={`${id}-count`} className={classes("text-small tabular-nums", length > LIMIT ? "text-urgent" : "text-quiet")}>
        {length} of {LIMIT} characters
      </p>
      <p aria-live="polite" className="sr-only">
        {length >= NEAR && length <= LIMIT ? `${characters(LIMIT - length)} left` : ""}
      </p>
      <Select
        label="What kind of mistake is it?"
        value={mistake}
        onChange={(next) => {
          setMistake(next);
          setRefused(false);
        }}
        options={[{ value: "" as const, label: "Not said" }, ...MISTAKES]}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary">
          Send correction
        </Button>
        <Button onClick={onSkip}>Skip</Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function problemWith(length: number, refused: boolean): string | undefined {
  if (length > LIMIT) return `This is ${characters(length - LIMIT)} too long. Please shorten it.`;
  return refused ? "Write what was there, or choose Skip." : undefined;
}

function characters(count: number): string {
  return count === 1 ? "1 character" : `${String(count)} characters`;
}
