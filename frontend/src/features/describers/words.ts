import type { Describer, DescriberKind } from "./api/describers";

export const KINDS: readonly { value: DescriberKind; label: string }[] = [
  { value: "compatible", label: "A server of mine (Ollama, llama.cpp, vLLM, LM Studio)" },
  { value: "openai", label: "OpenAI" },
  { value: "anthropic", label: "Anthropic" },
  { value: "gemini", label: "Google Gemini" },
  { value: "xai", label: "xAI" },
];

export function kindInWords(kind: DescriberKind): string {
  return kind === "compatible" ? "Server of yours" : (KINDS.find(({ value }) => value === kind)?.label ?? kind);
}

/** How it does, in one sentence. */
export function stateInWords(describer: Pick<Describer, "enabled" | "breaker" | "breaker_seconds" | "breaker_failures">): string {
  const wait = `${String(Math.max(1, Math.ceil(describer.breaker_seconds)))} s`;
  if (!describer.enabled) return "Switched off.";
  if (describer.breaker === "open") return `Left alone for ${wait} after ${String(describer.breaker_failures)} failures.`;
  if (describer.breaker === "limited") return `Its provider asked for a pause of ${wait}.`;
  if (describer.breaker === "trying") return "Being tried again after failures.";
  if (describer.breaker_failures === 1) return "Did not answer the last time.";
  if (describer.breaker_failures > 1) return `Did not answer the last ${String(describer.breaker_failures)} times.`;
  return "No known failure.";
}

/** Dollars, fine enough to see a single call. */
export function money(dollars: number): string {
  if (dollars === 0) return "$0";
  return dollars < 0.01 ? `$${dollars.toFixed(4)}` : `$${dollars.toFixed(2)}`;
}

/** Where no price is known, that of a dear model counts, so that a limit holds. */
export function costInWords({ cost, unpriced }: { cost: number; unpriced: number }): string {
  if (unpriced > 0 && cost === 0) return "price not known";
  return unpriced > 0 ? `at most ${money(cost)}, price not known` : money(cost);
}

/** What was typed as dollars; null: nothing; undefined: no sum of money. */
export function readDollars(text: string): number | null | undefined {
  const trimmed = text.trim().replace(",", ".");
  if (trimmed === "") return null;
  return /^\d{1,5}(\.\d{1,6})?$/.test(trimmed) ? Number(trimmed) : undefined;
}

export function writtenDollars(dollars: number | null | undefined): string {
  return dollars === null || dollars === undefined ? "" : String(dollars);
}
