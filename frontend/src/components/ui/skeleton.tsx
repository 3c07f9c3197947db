import type { ReactNode } from "react";
import { classes } from "@/lib/text/classes";

/** One grey shape; give it the size of what will stand there. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={classes("animate-pulse rounded-card bg-sunken", className)} />;
}

/** Wraps skeletons and tells screen readers what is loading. */
export function Loading({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    <div role="status" className={className}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}
