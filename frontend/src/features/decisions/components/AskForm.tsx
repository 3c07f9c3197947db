import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/field";
import { readDay, readTime } from "@/lib/time/days";
import { SPANS, type Asked, type Meant, type Span } from "@/features/decisions/asked";

const SPAN_WORDS: Record<Span, string> = { 1: "That minute", 10: "10 minutes around it", 60: "An hour around it", 1440: "The whole day", 10080: "The week up to that day" };

interface AskFormProps {
  cameras: readonly { id: string; name: string }[];
  cameraId: string;
  meant: Meant;
  onAsk: (asked: Asked) => void;
}

/** Camera, day and time. Each change asks at once; a half-typed one waits. */
export function AskForm({ cameras, cameraId, meant, onAsk }: AskFormProps) {
  const ask = (change: Asked) => onAsk({ camera: cameraId, ...meant, ...change });
  return (
    <form
      aria-label="When and where"
      onSubmit={(submit) => submit.preventDefault()}
      className="grid grid-cols-1 gap-3 rounded-card border border-line bg-surface p-4 min-[26rem]:grid-cols-2 lg:grid-cols-4"
    >
      <Select
        label="Camera"
        value={cameraId}
        onChange={(camera) => ask({ camera })}
        options={cameras.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        type="date"
        label="Day"
        value={meant.day}
        required
        onChange={({ target }) => {
          const day = readDay(target.value);
          if (day !== undefined) ask({ day });
        }}
      />
      <TextField
        type="time"
        label="Time"
        value={meant.time}
        required
        disabled={meant.minutes >= 1440}
        onChange={({ target }) => {
          const time = readTime(target.value);
          if (time !== undefined) ask({ time });
        }}
      />
      <Select
        label="How long from then"
        value={String(meant.minutes)}
        onChange={(chosen) => ask({ minutes: SPANS.find((span) => String(span) === chosen) })}
        options={SPANS.map((span) => ({ value: String(span), label: SPAN_WORDS[span] }))}
      />
    </form>
  );
}
