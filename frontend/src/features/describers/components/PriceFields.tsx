import { useState, type ReactNode } from "react";
import { TextField } from "@/components/ui/field";

interface PriceFieldsProps {
  /** It runs in the house, so nobody is paid. */
  free: boolean;
  read: string;
  written: string;
  error: (field: "input_price" | "output_price") => string | undefined;
  onRead: (dollars: string) => void;
  onWritten: (dollars: string) => void;
}

/** What a million tokens cost. Of a server in the house nobody asks, but whoever counts its power may say so. */
export function PriceFields({ free, read, written, error, onRead, onWritten }: PriceFieldsProps) {
  const fields = (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-medium">Price of a million tokens, in dollars</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField label="Read" inputMode="decimal" value={read} error={error("input_price")} onChange={({ target }) => onRead(target.value)} />
        <TextField label="Written" inputMode="decimal" value={written} error={error("output_price")} onChange={({ target }) => onWritten(target.value)} />
      </div>
      <p className="text-small text-quiet">
        {free
          ? "Empty: nothing, as long as its address is on this network."
          : "Empty: the known price of the model. If none is known, it counts as a dear one, $15 and $75, so that your limits hold."}
      </p>
    </fieldset>
  );
  return free ? <Free open={read !== "" || written !== ""}>{fields}</Free> : fields;
}

function Free({ open, children }: { open: boolean; children: ReactNode }) {
  const [first] = useState(open); // it does not close under whoever empties a field
  return (
    <div className="flex flex-col">
      <p>It costs nothing: it runs here.</p>
      <details open={first}>
        <summary className="flex min-h-touch cursor-pointer items-center text-small font-medium text-accent">Enter a price all the same</summary>
        {children}
      </details>
    </div>
  );
}
