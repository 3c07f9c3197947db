import { Page } from "@/components/ui/page";
import { useSession } from "@/features/session/api/useSession";
import { SettingsIndex } from "@/features/settings/components/SettingsIndex";
import { partsFor } from "@/features/settings/parts";

export function SettingsIndexPage() {
  return (
    <Page title="Settings" narrow>
      <SettingsIndex parts={partsFor(useSession()?.user?.role === "administrator")} />
    </Page>
  );
}
