import type { ComponentProps } from "react";
import { Slot } from "radix-ui";
import { classes } from "@/lib/text/classes";
import { Spinner } from "./spinner";

type Look = "primary" | "plain" | "quiet" | "danger";

const LOOKS: Record<Look, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  plain: "border border-line-strong bg-surface text-ink hover:bg-sunken",
  quiet: "text-ink hover:bg-sunken",
  danger: "border border-urgent text-urgent bg-surface hover:bg-urgent-soft",
};

const SHAPE =
  "inline-flex min-h-touch min-w-touch items-center justify-center gap-2 rounded-card px-4 font-medium no-underline " +
  "transition-colors aria-disabled:opacity-60 disabled:opacity-60";

interface ButtonProps extends ComponentProps<"button"> {
  look?: Look;
  /** Busy: stays focusable and keeps its name, but does nothing. */
  pending?: boolean;
  /** Renders the only child (a link) with the looks of a button. */
  asChild?: boolean;
}

export function Button({ look = "plain", pending = false, asChild = false, className, onClick, "aria-disabled": disabled, ...rest }: ButtonProps) {
  const shape = classes(SHAPE, LOOKS[look], className);
  if (asChild) return <Slot.Root className={shape} {...rest} />;
  return (
    <button
      type="button"
      {...rest}
      className={shape}
      aria-disabled={pending || disabled || undefined}
      aria-busy={pending || undefined}
      onClick={(click) => {
        if (pending) click.preventDefault();
        else onClick?.(click);
      }}
    >
      {pending && <Spinner />}
      {rest.children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonProps, "asChild"> {
  /** What it does: its name for screen readers and its tooltip. */
  label: string;
}

export function IconButton({ label, className, look = "quiet", ...rest }: IconButtonProps) {
  return <Button {...rest} look={look} aria-label={label} title={label} className={classes("px-0", className)} />;
}
