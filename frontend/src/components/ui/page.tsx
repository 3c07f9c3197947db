import { useEffect, type ReactNode } from "react";

interface PageProps {
  title: string;
  /** Buttons right of the heading. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of each page: its one h1, the tab's title, its buttons. */
export function Page({ title, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · ArgusAI`;
  }, [title]);
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 px-4 py-4 sm:px-6 sm:py-6">
      <div className="flex min-h-touch flex-wrap items-center justify-between gap-2">
        <h1 tabIndex={-1} className="min-w-0 text-title font-semibold break-words outline-none">
          {title}
        </h1>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** A titled part of a page. */
export function Section({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-sentence font-semibold">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
