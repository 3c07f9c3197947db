import { Page } from "@/components/ui/page";
import { useSession } from "@/features/session/api/useSession";
import { SettingsIndex } from "@/features/settings/components/SettingsIndex";
import { elsewhereFor } from "@/features/settings/elsewhere";
import { partsFor } from "@/features/settings/parts";

export function SettingsIndexPage() {
  const administrator = useSession()?.user?.role === "administrator";
  return (
    <Page title="Settings" narrow>
      <SettingsIndex parts={partsFor(administrator)} elsewhere={elsewhereFor(administrator)} />
    </Page>
  );
}
