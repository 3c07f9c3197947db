import { useState, type ReactNode } from "react";

/** What few need. `open`: it has to be seen, since something in it is wrong. */
export function Fold({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  const [unfolded, setUnfolded] = useState(false);
  return (
    <details open={open || unfolded} onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}>
      <summary className="flex min-h-touch cursor-pointer items-center font-medium text-accent">{title}</summary>
      <div className="flex flex-col gap-3 pt-2">{children}</div>
    </details>
  );
}
