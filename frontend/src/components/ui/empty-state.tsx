import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** What will appear here. */
  children: ReactNode;
  /** The next step. */
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-card border border-dashed border-line-strong px-4 py-12 text-center">
      <Icon aria-hidden="true" size={32} className="text-quiet" />
      <h2 className="text-sentence font-semibold">{title}</h2>
      <p className="max-w-md text-quiet">{children}</p>
      {action}
    </div>
  );
}
