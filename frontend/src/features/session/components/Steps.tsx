import { Check } from "lucide-react";
import { classes } from "@/lib/text/classes";

const STEPS = ["Administrator", "Camera", "Done"];

/** Where one is in the first run. */
export function Steps({ current }: { current: number }) {
  return (
    <ol aria-label="Steps" className="flex flex-wrap gap-x-3 gap-y-2 text-small">
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? "step" : undefined}
          className={classes("flex items-center gap-1.5", index === current ? "font-semibold text-ink" : "text-quiet")}
        >
          <span
            aria-hidden="true"
            className={classes(
              "flex size-6 items-center justify-center rounded-full border",
              index <= current ? "border-accent bg-accent text-on-accent" : "border-line-strong",
            )}
          >
            {index < current ? <Check size={14} /> : index + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  );
}
