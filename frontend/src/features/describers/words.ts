import type { CameraDescribing, Describer, DescriberKind } from "./api/describers";

export const KINDS: readonly { value: DescriberKind; label: string }[] = [
  { value: "compatible", label: "A server of mine (Ollama, vLLM …)" },
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
  if (describer.breaker === "paced") return `It had its calls of this minute; the next one in ${wait}.`;
  if (describer.breaker === "trying") return "Being tried again after failures.";
  if (describer.breaker_failures === 1) return "Did not answer the last time.";
  if (describer.breaker_failures > 1) return `Did not answer the last ${String(describer.breaker_failures)} times.`;
  return "No failure with events.";
}

/** What is lost with it, and what is not. */
export function removalMeans({ enabled, has_key }: Pick<Describer, "enabled" | "has_key">): string {
  const lost = has_key ? "Its key and its settings are forgotten" : "Its settings are forgotten";
  const other = enabled ? " To only ask it no more, switch it off instead." : "";
  return `${lost}. What it wrote and what it cost stay.${other}`;
}

/** Whether models are there, but none may be asked. */
export function nobodyIsOn(describers: readonly Pick<Describer, "enabled">[] | undefined): boolean {
  return describers?.every(({ enabled }) => !enabled) ?? false;
}

/** Why events of a camera get no words of a model, though they are meant to; nothing where they do. */
export function unaskedInWords({ use, order }: Pick<CameraDescribing, "use" | "order">, describers: readonly Pick<Describer, "id" | "enabled">[]): string {
  if (use === "built-in") return "";
  const stands = "so its events get the built-in words";
  if (nobodyIsOn(describers)) return `No describer is on, ${stands}.`;
  if (use === "house" || describers.some(({ id, enabled }) => enabled && order.includes(id))) return "";
  return `The describers of its order are off or removed, ${stands}.`;
}

/** Dollars, fine enough to see a single call. */
export function money(dollars: number): string {
  if (dollars === 0) return "$0";
  return dollars < 0.01 ? `$${dollars.toFixed(4)}` : `$${dollars.toFixed(2)}`;
}

/** What follows a sum that a limit holds; nothing without one. */
export function ofLimit(dollars: number, limit: number | null): string {
  if (limit === null) return "";
  return limit === 0 ? ` of ${money(limit)}` : ` of ${money(limit)} (${String(Math.floor((100 * dollars) / limit))} %)`;
}

/** Calls without a known price count like those of a dear model, so that a limit holds: that is no sum to state. */
export interface Spent {
  cost: number;
  unpriced: number;
  assumed: number;
}

export function costInWords({ cost, unpriced, assumed }: Spent): string {
  if (unpriced === 0) return money(cost);
  return `at least ${money(Math.max(0, cost - assumed))}; ${String(unpriced)} ${unpriced === 1 ? "call" : "calls"} without a known price`;
}

/** Events of this month that took over words, and what asking would have cost. */
export function sparedInWords(reused: number, saved: number): string {
  const events = `${String(reused)} ${reused === 1 ? "event" : "events"} of this month took over words for one that looked the same`;
  return saved > 0 ? `${events}, which saved ${money(saved)}.` : `${events}.`;
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

/** What was typed as names of parcel services; undefined: not all of it is. */
export function readCarriers(text: string): string[] | undefined {
  const names = [...new Set(text.split(",").map((name) => name.trim().replace(/\s+/g, " ")).filter((name) => name !== ""))];
  const fine = names.every((name) => name.length <= 24 && /^[A-Za-z0-9À-ÿ&-]+( [A-Za-z0-9À-ÿ&-]+){0,2}$/.test(name));
  return fine && names.length <= 15 ? names : undefined;
}
