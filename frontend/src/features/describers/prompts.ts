/** As many characters as the server takes, counted as it counts. */
export const MOST_CHARACTERS = 1000;

/** The text with the corrections that it does not hold yet, each on a line, as long as they fit. */
export function withCorrections(text: string, corrections: readonly string[]): string {
  return corrections.reduce((made, correction) => {
    if (made.includes(correction)) return made;
    const next = made.trim() === "" ? correction : `${made.trimEnd()}\n${correction}`;
    return [...next].length > MOST_CHARACTERS ? made : next;
  }, text);
}
