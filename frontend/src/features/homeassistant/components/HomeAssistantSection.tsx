import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useHomeAssistant } from "@/features/homeassistant/api/homeAssistant";
import { problemOf } from "@/lib/api/problem";
import { CommandList } from "./CommandList";
import { ConnectionLine } from "./ConnectionLine";
import { HomeAssistantForm } from "./HomeAssistantForm";

/** Where the broker is, how the connection stands, and what came back over it. */
export function HomeAssistantSection({ cameras }: { cameras: readonly { id: string; name: string }[] }) {
  const { data: stored, error, refetch } = useHomeAssistant();
  if (problemOf(error)?.type === "administrators-only") {
    return (
      <Section title="Home Assistant">
        <p className="text-quiet">Only an administrator connects Home Assistant.</p>
      </Section>
    );
  }
  return (
    <Section title="Home Assistant">
      <p className="text-quiet">
        Each camera becomes a device in Home Assistant, with what it sees, its last words and picture, and switches. They meet at an MQTT
        broker, such as the Mosquitto add-on. Default: off.
      </p>
      {stored && (
        <>
          <ConnectionLine connection={stored.connection} />
          <HomeAssistantForm stored={stored} />
          <CommandList cameras={cameras} />
        </>
      )}
      {!stored && error && <ProblemPanel error={error} summary="How Home Assistant is connected could not be loaded." onRetry={() => void refetch()} />}
      {!stored && !error && (
        <Loading label="Loading how Home Assistant is connected">
          <Skeleton className="h-40 w-full" />
        </Loading>
      )}
    </Section>
  );
}
