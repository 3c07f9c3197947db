import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { PanelBoundary } from "@/components/ui/panel-boundary";
import type { SettingsPart } from "@/features/settings/parts";

const LINK = "flex min-h-touch items-center rounded-card px-3 text-accent hover:bg-sunken";

/** One page of the settings; beside it, where there is room, the way to the others. */
export function SettingsFrame({ parts, open, children }: { parts: readonly SettingsPart[]; open: SettingsPart; children: ReactNode }) {
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[12rem_minmax(0,1fr)]">
      <nav aria-label="Settings" className="lg:sticky lg:top-20">
        <Link to="/settings" className={`${LINK} -mx-3 lg:hidden`}>
          <ChevronLeft aria-hidden="true" size={20} /> All settings
        </Link>
        <ul className="-mx-3 hidden flex-col gap-1 lg:flex">
          {parts.map(({ id, title }) => (
            <li key={id}>
              <Link to="/settings/$part" params={{ part: id }} className={LINK} activeProps={{ className: "bg-sunken font-semibold" }}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="max-w-3xl min-w-0">
        <PanelBoundary name={open.title}>{children}</PanelBoundary>
      </div>
    </div>
  );
}
