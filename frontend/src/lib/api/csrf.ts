let token: string | null = null;

/** The session feature puts the token here whenever the session changes; the client sends it with every change. */
export function setCsrfToken(next: string | null): void {
  token = next;
}

export function csrfToken(): string | null {
  return token;
}
