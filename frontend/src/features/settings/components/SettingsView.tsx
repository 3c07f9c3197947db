import type { ReactNode } from "react";
import { PanelBoundary } from "@/components/ui/panel-boundary";

export interface SettingsPart {
  /** Its anchor in the address. */
  id: string;
  title: string;
  content: ReactNode;
}

/** All sections on one page, with the way to each. */
export function SettingsView({ parts }: { parts: readonly SettingsPart[] }) {
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[12rem_minmax(0,1fr)]">
      <nav aria-label="Settings" className="lg:sticky lg:top-20">
        <ul className="-mx-3 flex flex-wrap gap-1 lg:flex-col">
          {parts.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`} className="flex min-h-touch items-center rounded-card px-3 text-accent hover:bg-sunken">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex max-w-3xl min-w-0 flex-col gap-4">
        {parts.map(({ id, title, content }) => (
          <div key={id} id={id} tabIndex={-1} className="scroll-mt-20 outline-none">
            <PanelBoundary name={title}>{content}</PanelBoundary>
          </div>
        ))}
      </div>
    </div>
  );
}
