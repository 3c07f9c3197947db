/** As the API asks: ten characters, of any kind. */
export const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 256;

export const PASSWORD_HINT = `At least ${String(SHORTEST_PASSWORD)} characters. A few words you remember are better than signs you forget.`;

/** What is wrong with a new password, as a sentence; undefined: nothing. */
export function faultOfPassword(password: string): string | undefined {
  if (password.length < SHORTEST_PASSWORD) return `Use at least ${String(SHORTEST_PASSWORD)} characters.`;
  if (password.length > LONGEST_PASSWORD) return `Use at most ${String(LONGEST_PASSWORD)} characters.`;
  return undefined;
}
