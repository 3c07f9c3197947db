import { Page } from "@/components/ui/page";

export function CamerasPage() {
  return <Page title="Cameras">{null}</Page>;
}
