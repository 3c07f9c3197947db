import { Link, type LinkProps } from "@tanstack/react-router";
import { Cctv, HardDrive, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import type { Camera, System } from "@/lib/api/types";
import { bytesInWords } from "@/lib/text/bytes";

type Condition = Camera["health"]["condition"];

interface SystemStripProps {
  system: System | undefined;
  /** Their health comes live, unlike what the system counts of them. */
  cameras: readonly Camera[] | undefined;
}

/** How the machine is, in one line; each part leads to its reason. */
export function SystemStrip({ system, cameras }: SystemStripProps) {
  if (!system || !cameras) return <Skeleton className="h-12 w-full" />;
  const { storage } = system;
  const count = (...conditions: Condition[]) => cameras.filter(({ health }) => conditions.includes(health.condition)).length;
  const [connected, down, paused] = [count("connected"), count("down", "connecting"), count("paused", "ended")];
  const used = storage.media_bytes + storage.database_bytes;
  return (
    <section
      aria-label="System"
      className="flex flex-wrap gap-x-6 rounded-card border border-line bg-surface px-4 text-small"
    >
      <Part to="/settings/$part" params={{ part: "storage" }} icon={<HardDrive aria-hidden="true" size={16} />}>
        {bytesInWords(used)} used, {bytesInWords(storage.free_bytes)} free
      </Part>
      {down > 0 ? (
        <Part to="/cameras" icon={<TriangleAlert aria-hidden="true" size={16} className="text-urgent" />}>
          <span className="font-medium text-urgent">{countOf(down)} down</span>
        </Part>
      ) : (
        <Part to="/cameras" icon={<Cctv aria-hidden="true" size={16} />}>
          {connected > 0 ? `${countOf(connected)} connected` : "No camera connected"}
          {paused > 0 && `, ${String(paused)} paused`}
        </Part>
      )}
    </section>
  );
}

function countOf(cameras: number): string {
  return cameras === 1 ? "1 camera" : `${String(cameras)} cameras`;
}

interface PartProps extends Pick<LinkProps, "to" | "params"> {
  icon: ReactNode;
  children: ReactNode;
}

function Part({ icon, children, ...link }: PartProps) {
  return (
    <Link {...link} className="flex min-h-touch items-center gap-2 underline-offset-2 hover:underline">
      {icon}
      <span>{children}</span>
    </Link>
  );
}
