import { Scissors } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { faultOfPart, partUrl } from "@/features/events/clipSource";

interface ClipPartProps {
  eventId: string;
  /** Of the clip, in seconds. */
  length: number;
  /** Where the player is. */
  now: () => number;
}

const rounded = (seconds: number) => String(Math.round(seconds * 10) / 10);

/** Takes a part of the clip along: two moments, chosen while it plays or typed. */
export function ClipPart({ eventId, length, now }: ClipPartProps) {
  const [from, setFrom] = useState("0");
  const [to, setTo] = useState(rounded(length));
  const faultId = useId();
  const fault = faultOfPart(from === "" ? NaN : Number(from), to === "" ? NaN : Number(to), length);
  return (
    <details className="border-t border-line bg-surface px-3">
      <summary className="flex min-h-touch cursor-pointer items-center gap-2 font-medium">
        <Scissors aria-hidden="true" size={18} />
        Take a part
      </summary>
      <div className="flex flex-col gap-3 pb-3">
        <div className="grid gap-3 sm:grid-cols-2">
          <End label="From second" value={from} most={length} onChange={setFrom} onHere={() => setFrom(rounded(now()))} here="Begin where the player is" />
          <End label="To second" value={to} most={length} onChange={setTo} onHere={() => setTo(rounded(now()))} here="End where the player is" />
        </div>
        <p id={faultId} role="status" className="text-small text-quiet">
          {fault ?? "It begins with the full picture before that moment, up to some seconds earlier: nothing is encoded anew."}
        </p>
        <div>
          {fault === null ? (
            <Button asChild look="primary">
              <a href={partUrl(eventId, Number(from), Number(to))} download aria-describedby={faultId}>
                Download this part
              </a>
            </Button>
          ) : (
            <Button look="primary" disabled>
              Download this part
            </Button>
          )}
        </div>
      </div>
    </details>
  );
}

interface EndProps {
  label: string;
  value: string;
  most: number;
  onChange: (value: string) => void;
  here: string;
  onHere: () => void;
}

function End({ label, value, most, onChange, here, onHere }: EndProps) {
  return (
    <div className="flex flex-col gap-2">
      <TextField label={label} type="number" min={0} max={rounded(most)} step={0.1} value={value} onChange={({ target }) => onChange(target.value)} />
      <Button onClick={onHere}>{here}</Button>
    </div>
  );
}
