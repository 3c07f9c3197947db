import { Page } from "@/components/ui/page";

export function EventPage() {
  return <Page title="Event">{null}</Page>;
}
