import { Page } from "@/components/ui/page";

export function CameraPage() {
  return <Page title="Camera">{null}</Page>;
}
