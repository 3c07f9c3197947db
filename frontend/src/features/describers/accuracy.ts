import { mistakeInWords, type Mistake } from "@/components/events/CorrectionPanel";
import type { Accuracy } from "./api/accuracy";

type Tally = Pick<Accuracy["all"], "right" | "wrong">;
type Writer = Pick<Accuracy["describers"][number], "describer" | "model">;

/** Below that a share would say more than is known. */
const ENOUGH = 20;

export function rightInWords({ right, wrong }: Tally): string {
  const judged = right + wrong;
  if (judged === 0) return "None judged";
  return judged < ENOUGH ? `${String(right)} of ${String(judged)}` : `${String(Math.round((100 * right) / judged))} % of ${String(judged)}`;
}

/** The most frequent first; what people called wrong without a kind is said too. */
export function mistakesInWords({ wrong, mistakes }: Pick<Accuracy["all"], "wrong" | "mistakes">): string {
  const kinds = (Object.entries(mistakes) as [Mistake, number][]).sort(([, one], [, other]) => other - one);
  const said = kinds.reduce((sum, [, count]) => sum + count, 0);
  const parts = kinds.map(([kind, count]) => `${mistakeInWords(kind).toLowerCase()} ${String(count)}\u00a0×`);
  if (wrong > said) parts.push(`not said ${String(wrong - said)}\u00a0×`);
  return parts.join(", ") || "–";
}

export function writerInWords({ describer, model }: { [Name in keyof Writer]: Writer[Name] | null }): string {
  if (describer === null) return "Not known any more";
  if (!model) return describer === "built-in" ? "Built-in describer" : describer;
  return `${describer} · ${model}`;
}
