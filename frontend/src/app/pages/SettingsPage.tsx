import { Link, Navigate, getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Page, Section } from "@/components/ui/page";
import { useCameras } from "@/features/cameras/api/cameras";
import { useChannels } from "@/features/channels/api/channels";
import { ChannelSection } from "@/features/channels/components/ChannelSection";
import { TrustSteps } from "@/features/encryption/TrustSteps";
import { HouseForm } from "@/features/channels/components/HouseForm";
import { SelfTestForm } from "@/features/channels/components/SelfTestForm";
import { BackupSection } from "@/features/configuration/components/BackupSection";
import { HistorySection } from "@/features/configuration/components/HistorySection";
import { DescriberSection } from "@/features/describers/components/DescriberSection";
import { DetectorSection } from "@/features/detectors/components/DetectorSection";
import { HomeAssistantSection } from "@/features/homeassistant/components/HomeAssistantSection";
import { KeySection } from "@/features/keys/components/KeySection";
import { CalmForm } from "@/features/notices/components/CalmForm";
import { DeliveryLog } from "@/features/notices/components/DeliveryLog";
import { PeopleSection } from "@/features/people/components/PeopleSection";
import { useSession } from "@/features/session/api/useSession";
import { PasswordForm } from "@/features/session/components/PasswordForm";
import { GeneralSection } from "@/features/settings/components/GeneralSection";
import { PlaceSection } from "@/features/settings/components/PlaceSection";
import { SettingsFrame } from "@/features/settings/components/SettingsFrame";
import { StorageSection } from "@/features/settings/components/StorageSection";
import { SystemSection } from "@/features/settings/components/SystemSection";
import { findPart, partsFor, type SettingsPartId } from "@/features/settings/parts";
import type { Camera } from "@/lib/api/types";
import { useSystem } from "@/features/system/api/system";
import { ThemeChoice } from "@/app/shell/ThemeChoice";
import { CameraZone } from "./CameraZone";
import { NothingHere } from "./NotFoundPage";

const route = getRouteApi("/signed-in/settings/$part");

function Notifications() {
  const administrator = useSession()?.user?.role === "administrator";
  const { data: channels = [] } = useChannels();
  return (
    <div className="flex flex-col gap-4">
      <ChannelSection trust={<TrustSteps />} administrator={administrator} />
      {administrator && (
        <Section title="Channels of the whole house">
          <HouseForm />
        </Section>
      )}
      <Section title="When you want quiet">
        <CalmForm />
      </Section>
      <Section title="What was sent to you">
        <DeliveryLog channels={channels.filter(({ mine }) => mine)} />
      </Section>
      {administrator && (
        <Section title="Does it all work?">
          <SelfTestForm />
        </Section>
      )}
    </div>
  );
}

function General() {
  return (
    <div className="flex flex-col gap-4">
      <GeneralSection />
      <PlaceSection />
    </div>
  );
}

function System() {
  const { data: system, error, refetch } = useSystem();
  return (
    <>
      <SystemSection system={system} error={error} onRetry={() => void refetch()} />
      <p className="pt-3">
        <Link to="/why" className="inline-flex min-h-touch items-center text-accent underline underline-offset-2">
          Why was I not told of something?
        </Link>
      </p>
    </>
  );
}

function Account() {
  return (
    <div className="flex flex-col gap-4">
      <Section title="Account">
        <PasswordForm />
      </Section>
      <Section title="Look on this device">
        <ThemeChoice />
      </Section>
    </div>
  );
}

function Storage() {
  return <StorageSection storage={useSystem().data?.storage} />;
}

function People() {
  return <PeopleSection mineId={useSession()?.user?.id} />;
}

/** What each needs of the cameras, or nothing. */
const CONTENTS: Record<SettingsPartId, (cameras: readonly Camera[]) => ReactNode> = {
  general: () => <General />,
  storage: () => <Storage />,
  detection: (cameras) => <DetectorSection cameras={cameras} />,
  ai: (cameras) => <DescriberSection cameras={cameras} />,
  notifications: () => <Notifications />,
  "home-assistant": (cameras) => <HomeAssistantSection cameras={cameras} />,
  people: () => <People />,
  keys: (cameras) => <KeySection cameras={cameras} />,
  history: () => <HistorySection />,
  backup: () => <BackupSection />,
  account: () => <Account />,
  system: () => <System />,
};

export function SettingsPage() {
  const open = findPart(route.useParams().part);
  const { data: cameras = [] } = useCameras();
  const parts = partsFor(useSession()?.user?.role === "administrator");
  if (!open) return <NothingHere />;
  if (!parts.includes(open)) return <Navigate to="/settings" replace />; // a role can change while the page is open
  return (
    <CameraZone>
      <Page title={`Settings · ${open.title}`}>
        <SettingsFrame parts={parts} open={open}>
          {CONTENTS[open.id](cameras)}
        </SettingsFrame>
      </Page>
    </CameraZone>
  );
}
