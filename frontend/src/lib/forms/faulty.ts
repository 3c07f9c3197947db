import { useEffect, useRef, useState } from "react";

const FAULTY = '[aria-invalid="true"], [data-faulty] input';

/** Puts the focus on the first faulty input of a form: after `look` was called, and when an `answer` to it comes. */
export function useFaultyFocus(answer: unknown = null) {
  const form = useRef<HTMLFormElement>(null);
  const [looked, setLooked] = useState(0);
  useEffect(() => {
    if (looked > 0) form.current?.querySelector<HTMLElement>(FAULTY)?.focus();
  }, [looked, answer]);
  return { form, look: () => setLooked((before) => before + 1) };
}
