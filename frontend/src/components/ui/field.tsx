import { useId, type ComponentProps, type ReactNode } from "react";
import { classes } from "@/lib/text/classes";

export const CONTROL =
  "min-h-touch w-full rounded-card border border-line-strong bg-surface px-3 text-ink placeholder:text-quiet " +
  "aria-invalid:border-urgent disabled:opacity-60";

interface FieldParts {
  id: string;
  describedBy: string | undefined;
  invalid: true | undefined;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong with what was typed, and what to do. */
  error?: string | undefined;
  children: (parts: FieldParts) => ReactNode;
}

/** A label, its control, a hint and an error, tied together for screen readers. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint ? hintId : "", error ? errorId : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, describedBy, invalid: error ? true : undefined })}
      {hint && (
        <p id={hintId} className="text-small text-quiet">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} className="text-small font-medium text-urgent">
          {error}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Stands right of the input, for units. */
  after?: ReactNode;
  /** Stands inside the input, at its end: one icon button. */
  inside?: ReactNode;
}

export function TextField({ label, hint, error, after, inside, className, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <div className="relative flex items-center gap-2">
          <input
            {...input}
            id={id}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            className={classes(CONTROL, Boolean(inside) && "pe-12", className)}
          />
          {inside && <div className="absolute inset-y-0 end-0 flex items-center">{inside}</div>}
          {after}
        </div>
      )}
    </Field>
  );
}

export function TextArea({ label, hint, error, className, ...area }: Omit<ComponentProps<"textarea">, "id"> & Omit<FieldProps, "children">) {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <textarea
          {...area}
          id={id}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          className={classes(CONTROL, "min-h-24 py-2", className)}
        />
      )}
    </Field>
  );
}
