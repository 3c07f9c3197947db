import type { Schemas } from "./types";

/** An error as the API tells it (RFC 9457). `type` is a stable slug to switch on; `detail` is a sentence for the person. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Faulty inputs by name, each with a sentence. */
  readonly fields: Record<string, string>;
  readonly retryAfterSeconds: number | null;

  constructor(body: Omit<Schemas["ProblemOut"], "instance">, retryAfterSeconds: number | null = null) {
    super(body.detail);
    this.type = body.type;
    this.title = body.title;
    this.status = body.status;
    this.detail = body.detail;
    this.fields = body.fields ?? {};
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** What to show beside the input `field` ("source.url"); undefined: nothing is wrong with it. Where it is the only
   * faulty input, `detail` says it best; the generic refusal of malformed input says more per field. */
  fieldError(field: string): string | undefined {
    const text = this.fields[field];
    if (text === undefined) return undefined;
    return Object.keys(this.fields).length === 1 && this.type !== "bad-input" ? this.detail : text;
  }

  /** Whether the inputs in `shown` tell all of it, so that no panel has to. */
  isToldBy(shown: readonly string[]): boolean {
    const faulty = Object.keys(this.fields);
    return faulty.length > 0 && faulty.every((field) => shown.includes(field));
  }
}

/** The Problem in what a mutation left behind, if any. */
export function problemOf(error: Error | null): Problem | null {
  return error === null ? null : asProblem(error);
}

/** The network is gone or the server does not answer; `status` 0 tells it from what the server said. */
export function unreachable(): Problem {
  return new Problem({
    type: "unreachable",
    title: "ArgusAI does not answer",
    status: 0,
    detail: "ArgusAI does not answer. Check that it is running and that this device is on the same network.",
  });
}

/** The Problem in a failed response, whatever its body: proxies answer with HTML. */
export async function problemFrom(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get("Retry-After"));
  const wait = Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null;
  try {
    const body: unknown = await response.clone().json();
    if (isProblemBody(body)) return new Problem(body, wait);
  } catch {
    // Not JSON: told in our own words below.
  }
  return new Problem(
    {
      type: "unexpected-answer",
      title: "Something failed",
      status: response.status,
      detail: `The server answered with an error (${String(response.status)}). Try again in a moment.`,
    },
    wait,
  );
}

function isProblemBody(body: unknown): body is Schemas["ProblemOut"] {
  return (
    typeof body === "object" &&
    body !== null &&
    typeof (body as Record<string, unknown>).type === "string" &&
    typeof (body as Record<string, unknown>).detail === "string" &&
    typeof (body as Record<string, unknown>).status === "number"
  );
}

/** Any thrown thing as a Problem, so that panels have one shape to show. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem({
    type: "fault",
    title: "Something failed",
    status: 0,
    detail: "This part of the page failed. Reload the page; if it comes back, the browser's console says more.",
  });
}
