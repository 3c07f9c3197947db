import { useEffect, type ReactNode } from "react";

/** The frame of pages outside the shell: one card in the middle. */
export function Entry({ title, lead, wide = false, children }: { title: string; lead?: ReactNode; wide?: boolean; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · ArgusAI`;
  }, [title]);
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 py-8 sm:justify-center">
      <header className="mb-6 flex items-center gap-3 text-title font-semibold">
        <img src="/favicon.svg" alt="" width={36} height={36} />
        ArgusAI
      </header>
      <main
        className={`flex w-full flex-col gap-5 rounded-xl border border-line bg-surface p-5 sm:p-8 ${wide ? "max-w-2xl" : "max-w-md"}`}
      >
        <div className="flex flex-col gap-2">
          <h1 tabIndex={-1} className="text-title font-semibold outline-none">
            {title}
          </h1>
          {lead && <p className="text-quiet">{lead}</p>}
        </div>
        {children}
      </main>
    </div>
  );
}
