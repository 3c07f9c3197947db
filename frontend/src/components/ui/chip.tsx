import { X } from "lucide-react";
import type { ComponentProps } from "react";
import { classes } from "@/lib/text/classes";

/** A filter that is on or off. */
export function FilterChip({ pressed, className, children, ...rest }: ComponentProps<"button"> & { pressed: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      aria-pressed={pressed}
      className={classes(
        "inline-flex min-h-touch items-center gap-2 rounded-full border px-4 text-small font-medium whitespace-nowrap",
        pressed ? "border-accent bg-accent-soft text-ink" : "border-line-strong bg-surface text-ink hover:bg-sunken",
        className,
      )}
    >
      {children}
      {pressed && <X aria-hidden="true" size={14} />}
    </button>
  );
}

/** A small word beside a sentence: quiet, never the headline. */
export function Tag({ className, ...rest }: ComponentProps<"span">) {
  return (
    <span {...rest} className={classes("inline-flex items-center gap-1 rounded-full bg-sunken px-2 py-0.5 text-small text-ink", className)} />
  );
}
