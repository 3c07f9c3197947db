import { useEffect, useState } from "react";
import { problemOf } from "@/lib/api/problem";

const TOO_MANY = 429;
const SECOND_MS = 1_000;

/** Seconds until the server takes another try after it refused `error`; counts down. Null: it asked for no wait. */
export function useWait(error: Error | null): number | null {
  const problem = problemOf(error);
  const seconds = problem?.status === TOO_MANY ? problem.retryAfterSeconds : null;
  const [end, setEnd] = useState<{ of: Error | null; left: number } | null>(null);

  useEffect(() => {
    if (seconds === null) return undefined;
    const at = Date.now() + seconds * SECOND_MS;
    const tick = () => setEnd({ of: error, left: Math.max(0, Math.ceil((at - Date.now()) / SECOND_MS)) });
    const timer = setInterval(tick, SECOND_MS);
    return () => clearInterval(timer);
  }, [error, seconds]);

  if (seconds === null) return null;
  // The count of an earlier refusal says nothing about this one.
  return end?.of === error ? end.left : Math.ceil(seconds);
}
