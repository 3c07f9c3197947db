import { useEffect, type ReactNode } from "react";

interface PageProps {
  title: string;
  /** Buttons right of the heading. */
  actions?: ReactNode;
  /** For forms: lines that stay readable. */
  narrow?: boolean;
  /** For pictures: as wide as the screen. */
  wide?: boolean;
  children: ReactNode;
}

/** The frame of each page: its one h1, the tab's title, its buttons. */
export function Page({ title, actions, narrow = false, wide = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · ArgusAI`;
  }, [title]);
  return (
    <div className={`mx-auto flex w-full flex-col gap-4 px-4 py-4 sm:px-6 sm:py-6 ${narrow ? "max-w-2xl" : wide ? "max-w-[120rem]" : "max-w-6xl"}`}>
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

/** For a button that vanishes when it was pressed: whoever pressed it by key goes on from the top of the page. */
export function focusTitle() {
  document.querySelector("h1")?.focus();
}

/** A part of a page, with a title unless the page's own says it. */
export function Section({ title, children, actions }: { title?: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4">
      {(title ?? actions) && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          {title && <h2 className="text-sentence font-semibold">{title}</h2>}
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}
