import { EyeOff } from "lucide-react";
import { Tag } from "@/components/ui/chip";
import { privacyWords } from "@/features/cameras/watch/privacy";
import type { Camera } from "@/lib/api/types";

/** What is hidden, and what that costs. */
export function PrivacySummary({ camera }: { camera: Camera }) {
  return (
    <ul className="flex flex-col gap-1">
      {privacyWords(camera).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** Nothing for a camera that hides nothing. */
export function PrivacyBadge({ camera }: { camera: Camera }) {
  if (camera.privacy.polygons.length === 0) return null;
  return (
    <Tag className="self-start">
      <EyeOff aria-hidden="true" size={14} />
      Privacy masks
    </Tag>
  );
}
