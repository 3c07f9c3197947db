import { Link } from "@tanstack/react-router";
import { Cctv } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PanelBoundary } from "@/components/ui/panel-boundary";
import { ForAdministrators } from "@/lib/role/administrators";

interface HomeViewProps {
  /** Undefined while nobody knows yet. */
  cameras: number | undefined;
  /** When cameras were blind; nothing when they were not. */
  outages: ReactNode;
  sinceLastLook: ReactNode;
  /** Nothing on a day without one. */
  parcels: ReactNode;
  /** The live pictures. */
  tiles: ReactNode;
  systemStrip: ReactNode;
}

/** What happened, what happens, and how the house is: in this order. Without a camera: the way to the first one. */
export function HomeView({ cameras, outages, sinceLastLook, parcels, tiles, systemStrip }: HomeViewProps) {
  return (
    <>
      {cameras === 0 ? (
        <FirstCamera />
      ) : (
        <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="flex min-w-0 flex-col gap-6">
            <PanelBoundary name="When cameras were blind">{outages}</PanelBoundary>
            <PanelBoundary name="What is new">{sinceLastLook}</PanelBoundary>
            <PanelBoundary name="Parcels">{parcels}</PanelBoundary>
          </div>
          <section aria-labelledby="live-now" className="flex min-w-0 flex-col gap-3">
            <h2 id="live-now" className="flex min-h-touch items-center text-sentence font-semibold">
              Live now
            </h2>
            <PanelBoundary name="The live pictures">{tiles}</PanelBoundary>
          </section>
        </div>
      )}
      <PanelBoundary name="The state of the system">{systemStrip}</PanelBoundary>
    </>
  );
}

function FirstCamera() {
  return (
    <EmptyState
      icon={Cctv}
      title="No camera yet"
      action={
        <ForAdministrators>
          <Button asChild look="primary">
            <Link to="/cameras/add">Add a camera</Link>
          </Button>
        </ForAdministrators>
      }
    >
      Add your first camera. From then on this page tells you in plain words what happened since you last looked, with the
      live pictures beside it.
    </EmptyState>
  );
}
