import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useCameras } from "@/features/cameras/api/cameras";
import { useGroups } from "@/features/cameras/api/groups";
import { useChannels } from "@/features/channels/api/channels";
import { useDescribing } from "@/features/describers/api/describers";
import { useDetectors } from "@/features/detectors/api/detectors";
import { labelsQuery } from "@/features/events/api/labels";
import { useModes } from "@/features/modes/api/modes";
import { rulesQuery, useListeners } from "@/features/rules/api/rules";
import type { Choices } from "@/features/rules/components/parts";
import { RuleForm } from "@/features/rules/components/RuleForm";
import { useSession } from "@/features/session/api/useSession";
import { useSettings } from "@/features/settings/api/settings";
import { CameraZone } from "./CameraZone";

export function NewRulePage() {
  return <Editing title="New rule" ruleId={null} />;
}

export function RulePage() {
  const { ruleId } = useParams({ from: "/signed-in/rules/$ruleId" });
  return <Editing title="Edit the rule" ruleId={ruleId} />;
}

/** What a rule may name; undefined until all of it is known. */
function useChoices(): { choices: Choices | undefined; error: Error | null } {
  const cameras = useCameras();
  const groups = useGroups();
  const modes = useModes();
  const people = useListeners();
  const channels = useChannels();
  const settings = useSettings();
  // Without these the usual kinds are offered all the same.
  const { data: detectors = [] } = useDetectors();
  const { data: seen = [] } = useQuery(labelsQuery());
  const { data: describing } = useDescribing();
  const error = [cameras, groups, modes, people, channels, settings].find((each) => each.error && !each.data)?.error ?? null;
  if (!cameras.data || !groups.data || !modes.data || !people.data || !channels.data || !settings.data) return { choices: undefined, error };
  const names = (list: "zones" | "lines") => [...new Set(cameras.data.flatMap(({ rules }) => rules[list].map(({ name }) => name)))].sort();
  const placed = settings.data.latitude !== null && settings.data.longitude !== null;
  const choices = {
    cameras: cameras.data,
    groups: groups.data,
    modes: modes.data.modes,
    people: people.data,
    channels: channels.data.map(({ id, name, mine, owner_name }) => ({ id, name: mine ? name : `${name} (${owner_name})` })),
    kinds: [...new Set([...detectors.filter(({ built_in }) => !built_in).flatMap(({ labels }) => labels), ...seen])].sort(),
    carriers: describing?.carriers ?? [],
    zones: names("zones"),
    lines: names("lines"),
    placed,
  };
  return { choices, error };
}

function Editing({ title, ruleId }: { title: string; ruleId: string | null }) {
  const { data: rules, error: notLoaded } = useQuery(rulesQuery());
  const { choices, error: noChoices } = useChoices();
  const navigate = useNavigate();
  const administrator = useSession()?.user?.role === "administrator";
  const rule = rules?.find(({ id }) => id === ruleId) ?? null;
  const error = rules ? noChoices : notLoaded;
  const ready = rules !== undefined && choices !== undefined;
  return (
    <CameraZone>
      <Page title={title}>
        {!administrator && <p className="text-quiet">Only an administrator changes rules.</p>}
        {administrator && !ready && error && <ProblemPanel error={error} summary="What a rule needs could not be loaded." />}
        {administrator && !ready && !error && (
          <Loading label="Loading the rule">
            <Skeleton className="h-80 w-full" />
          </Loading>
        )}
        {administrator && ready && ruleId !== null && rule === null && <Gone />}
        {administrator && ready && (ruleId === null || rule !== null) && (
          <RuleForm
            key={ruleId}
            rule={rule}
            choices={choices}
            onSaved={() => void navigate({ to: "/rules", ignoreBlocker: true })}
            leave={
              <Button asChild look="quiet">
                <Link to="/rules" ignoreBlocker>
                  Cancel
                </Link>
              </Button>
            }
            link={(eventId, text) => (
              <Link to="/events/$eventId" params={{ eventId }} className="inline-flex min-h-touch items-center break-words">
                {text}
              </Link>
            )}
          />
        )}
      </Page>
    </CameraZone>
  );
}

function Gone() {
  return (
    <EmptyState
      icon={SearchX}
      title="There is no such rule any more"
      action={
        <Button asChild look="primary">
          <Link to="/rules">See all rules</Link>
        </Button>
      }
    >
      It was deleted. What it told stays explained on each event.
    </EmptyState>
  );
}
