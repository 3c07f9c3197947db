import { Link } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";

/** At an address that leads nowhere at all: there is no shell around it. */
export function NotFoundPage() {
  return (
    <main>
      <NothingHere />
    </main>
  );
}

export function NothingHere() {
  return (
    <Page title="There is no such page">
      <EmptyState
        icon={SearchX}
        title="Nothing is kept at this address"
        action={
          <Button asChild look="primary">
            <Link to="/">Go to Home</Link>
          </Button>
        }
      >
        It may have been deleted, or the link is incomplete.
      </EmptyState>
    </Page>
  );
}
