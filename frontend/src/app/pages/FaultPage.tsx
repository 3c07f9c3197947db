import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { Page } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";

/** When a whole page cannot be shown. */
export function FaultPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <main>
      <Page title="This page cannot be shown">
        <ProblemPanel
          error={error}
          onRetry={() => {
            reset();
            void router.invalidate();
          }}
        />
      </Page>
    </main>
  );
}
