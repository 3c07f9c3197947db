import createClient, { type Middleware } from "openapi-fetch";
import { csrfToken } from "./csrf";
import { problemFrom, unreachable } from "./problem";
import type { paths } from "./schema.gen";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/** Sends the CSRF token with changes; every failure is thrown as a Problem, so `data` is there when a call returns. */
const manners: Middleware = {
  onRequest({ request }) {
    const token = csrfToken();
    if (token !== null && !READING.has(request.method)) request.headers.set("X-CSRF-Token", token);
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemFrom(response);
    return undefined;
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === "AbortError") return error;
    return unreachable();
  },
};

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  querySerializer: { array: { style: "form", explode: true } },
  fetch: (request) => globalThis.fetch(request),
});
api.use(manners);

/** The body of a call that answers with one. Rejects with a Problem. */
export async function bodyOf<Body>(call: Promise<{ data?: Body | undefined }>): Promise<Body> {
  const { data } = await call;
  if (data === undefined) throw unreachable();
  return data;
}
