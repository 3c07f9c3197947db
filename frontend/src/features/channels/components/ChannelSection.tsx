import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useChannels, type Channel } from "@/features/channels/api/channels";
import { ChannelForm } from "./ChannelForm";
import { ChannelItem } from "./ChannelItem";
import { PushPanel } from "./PushPanel";

interface ChannelSectionProps {
  /** How a device learns to trust ArgusAI. */
  trust: ReactNode;
  administrator: boolean;
}

/** Where this person is told of events, besides the bell. */
export function ChannelSection({ trust, administrator }: ChannelSectionProps) {
  const { data, error, refetch } = useChannels();
  const [open, setOpen] = useState<Channel | "new" | null>(null);
  const mine = data?.filter((channel) => channel.mine);
  return (
    <Section title="Notifications">
      <p className="text-quiet">What a rule tells you always stands behind the bell. Here you choose where else it reaches you.</p>
      <PushPanel trust={trust} />
      {mine && mine.length === 0 && <p className="text-quiet">You have no channel yet: you are told behind the bell alone.</p>}
      {mine && mine.length > 0 && (
        <ul aria-label="Your channels" className="flex flex-col divide-y divide-line">
          {mine.map((channel) => (
            <ChannelItem key={channel.id} channel={channel} onChange={() => setOpen(channel)} />
          ))}
        </ul>
      )}
      {!data && error && <ProblemPanel error={error} summary="Your channels could not be loaded." onRetry={() => void refetch()} />}
      {!data && !error && (
        <Loading label="Loading your channels">
          <Skeleton className="h-16 w-full" />
        </Loading>
      )}
      <div>
        <Button onClick={() => setOpen("new")}>Add a channel…</Button>
      </div>
      <Dialog open={open !== null} onOpenChange={() => setOpen(null)} title={open === "new" ? "Add a channel" : "Change the channel"}>
        {open !== null && <ChannelForm channel={open === "new" ? undefined : open} administrator={administrator} onDone={() => setOpen(null)} />}
      </Dialog>
    </Section>
  );
}
