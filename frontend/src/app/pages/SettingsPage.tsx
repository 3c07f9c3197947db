import { Link } from "@tanstack/react-router";
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
import { SettingsView, type SettingsPart } from "@/features/settings/components/SettingsView";
import { StorageSection } from "@/features/settings/components/StorageSection";
import { SystemSection } from "@/features/settings/components/SystemSection";
import { useSystem } from "@/features/system/api/system";
import { CameraZone } from "./CameraZone";

function Notifications() {
  const administrator = useSession()?.user?.role === "administrator";
  const { data: channels = [] } = useChannels();
  return (
    <div className="flex flex-col gap-4">
      <ChannelSection trust={<TrustSteps />} />
      <Section title="When you want quiet">
        <CalmForm />
      </Section>
      <Section title="What was sent to you">
        <DeliveryLog channels={channels.filter(({ mine }) => mine)} />
      </Section>
      {administrator && (
        <Section title="Channels of the whole house">
          <HouseForm />
        </Section>
      )}
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

export function SettingsPage() {
  const { data: system, error, refetch } = useSystem();
  const { data: cameras = [] } = useCameras();
  const user = useSession()?.user;
  const parts: (SettingsPart & { forAll?: boolean })[] = [
    { id: "general", title: "General", content: <General /> },
    { id: "storage", title: "Storage", content: <StorageSection storage={system?.storage} /> },
    { id: "detection", title: "Detection", content: <DetectorSection cameras={cameras} /> },
    { id: "ai", title: "AI", content: <DescriberSection cameras={cameras} /> },
    { id: "notifications", title: "Notifications", content: <Notifications />, forAll: true },
    { id: "home-assistant", title: "Home Assistant", content: <HomeAssistantSection cameras={cameras} /> },
    { id: "people", title: "People", content: <PeopleSection mineId={user?.id} /> },
    { id: "keys", title: "API keys", content: <KeySection cameras={cameras} /> },
    { id: "history", title: "History", content: <HistorySection /> },
    { id: "backup", title: "Backup", content: <BackupSection /> },
    {
      id: "account",
      title: "Account",
      forAll: true,
      content: (
        <Section title="Account">
          <PasswordForm />
        </Section>
      ),
    },
    {
      id: "system",
      title: "System",
      forAll: true,
      content: (
        <>
          <SystemSection system={system} error={error} onRetry={() => void refetch()} />
          <p className="pt-3">
            <Link to="/why" className="inline-flex min-h-touch items-center text-accent underline underline-offset-2">
              Why was I not told of something?
            </Link>
          </p>
        </>
      ),
    },
  ];
  return (
    <CameraZone>
      <Page title="Settings">
        {/* What members may not change is not theirs to look for. */}
        <SettingsView parts={parts.filter(({ forAll }) => forAll === true || user?.role === "administrator")} />
      </Page>
    </CameraZone>
  );
}
