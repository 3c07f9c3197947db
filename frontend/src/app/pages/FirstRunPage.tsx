import { Page } from "@/components/ui/page";

export function FirstRunPage() {
  return <Page title="Welcome">{null}</Page>;
}
