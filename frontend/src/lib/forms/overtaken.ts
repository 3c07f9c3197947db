import { useState } from "react";

/** Whether `stored` became something else since a form began with it. `untouched`: the form still shows what is stored;
 * `saving`: what changes now is one's own. */
export function useOvertaken(stored: unknown, { untouched, saving }: { untouched: boolean; saving: boolean }): boolean {
  const now = JSON.stringify(stored);
  const [base, setBase] = useState(now);
  if (untouched && base !== now) setBase(now);
  return !untouched && !saving && base !== now;
}
