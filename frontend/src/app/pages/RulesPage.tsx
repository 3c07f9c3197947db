import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BellRing } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { rulesQuery } from "@/features/rules/api/rules";
import { RuleList } from "@/features/rules/components/RuleList";
import { useSession } from "@/features/session/api/useSession";
import { CameraZone } from "./CameraZone";

export function RulesPage() {
  const { data: rules, error, refetch } = useQuery(rulesQuery());
  const administrator = useSession()?.user?.role === "administrator";
  const newRule = (
    <Button asChild look="primary">
      <Link to="/rules/new">New rule</Link>
    </Button>
  );
  const actions = (
    <>
      <Button asChild>
        <Link to="/modes">Modes</Link>
      </Button>
      <Button asChild>
        <Link to="/why">Why was I not told?</Link>
      </Button>
      {administrator && newRule}
    </>
  );
  return (
    <CameraZone>
      <Page title="Rules" narrow actions={actions}>
        <p className="text-quiet">Each rule says of what you are told.{!administrator && " Only an administrator changes them."}</p>
        {!rules && error && <ProblemPanel error={error} summary="The rules could not be loaded." onRetry={() => void refetch()} />}
        {!rules && !error && (
          <Loading label="Loading the rules">
            <Skeleton className="h-28 w-full" />
          </Loading>
        )}
        {rules?.length === 0 && (
          <EmptyState icon={BellRing} title="There is no rule" action={administrator && newRule}>
            Without a rule nobody is told of anything. Events are stored all the same.
          </EmptyState>
        )}
        {rules && rules.length > 0 && (
          <RuleList
            rules={rules}
            administrator={administrator}
            edit={(rule) => (
              <Button asChild>
                <Link to="/rules/$ruleId" params={{ ruleId: rule.id }} aria-label={`Edit ${rule.name}`}>
                  Edit
                </Link>
              </Button>
            )}
          />
        )}
      </Page>
    </CameraZone>
  );
}
