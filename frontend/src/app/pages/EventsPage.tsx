import { Page } from "@/components/ui/page";

export function EventsPage() {
  return <Page title="Events">{null}</Page>;
}
