import { Link } from "@tanstack/react-router";
import { Page, Section } from "@/components/ui/page";
import { useCameras } from "@/features/cameras/api/cameras";
import { BackupSection } from "@/features/configuration/components/BackupSection";
import { HistorySection } from "@/features/configuration/components/HistorySection";
import { DetectorSection } from "@/features/detectors/components/DetectorSection";
import { KeySection } from "@/features/keys/components/KeySection";
import { PasswordForm } from "@/features/session/components/PasswordForm";
import { GeneralSection } from "@/features/settings/components/GeneralSection";
import { SettingsView, type SettingsPart } from "@/features/settings/components/SettingsView";
import { StorageSection } from "@/features/settings/components/StorageSection";
import { SystemSection } from "@/features/settings/components/SystemSection";
import { useSystem } from "@/features/system/api/system";
import { CameraZone } from "./CameraZone";

export function SettingsPage() {
  const { data: system, error, refetch } = useSystem();
  const { data: cameras = [] } = useCameras();
  const parts: SettingsPart[] = [
    { id: "general", title: "General", content: <GeneralSection /> },
    { id: "storage", title: "Storage", content: <StorageSection storage={system?.storage} /> },
    { id: "detection", title: "Detection", content: <DetectorSection cameras={cameras} /> },
    { id: "keys", title: "API keys", content: <KeySection cameras={cameras} /> },
    { id: "history", title: "History", content: <HistorySection /> },
    { id: "backup", title: "Backup", content: <BackupSection /> },
    {
      id: "account",
      title: "Account",
      content: (
        <Section title="Account">
          <PasswordForm />
        </Section>
      ),
    },
    {
      id: "system",
      title: "System",
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
        <SettingsView parts={parts} />
      </Page>
    </CameraZone>
  );
}
