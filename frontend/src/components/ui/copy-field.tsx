import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { IconButton } from "./button";
import { TextField } from "./field";

/** Text to take along. Where the browser does not let us copy (plain HTTP), it is selected. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (button: HTMLElement) => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      button.closest("div.relative")?.querySelector("input")?.select();
    }
  };
  return (
    <TextField
      label={label}
      value={value}
      readOnly
      spellCheck={false}
      className="font-mono text-small"
      onFocus={({ target }) => target.select()}
      inside={
        <IconButton label={copied ? `Copied: ${label}` : `Copy: ${label}`} onClick={({ currentTarget }) => void copy(currentTarget)}>
          {copied ? <Check aria-hidden="true" size={18} /> : <Copy aria-hidden="true" size={18} />}
        </IconButton>
      }
    />
  );
}
