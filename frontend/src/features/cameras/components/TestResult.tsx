import { CircleCheck, TriangleAlert } from "lucide-react";
import { Skeleton } from "@/components/ui/skeleton";
import type { Schemas } from "@/lib/api/types";

interface TestResultProps {
  testing: boolean;
  result: Schemas["CameraTestOut"] | undefined;
  /** The picture takes its place. */
  onPicture: () => void;
}

/** What the camera answered: its picture, or a sentence that says what to do. */
export function TestResult({ testing, result, onPicture }: TestResultProps) {
  return (
    <div role="status" aria-label="Test of the camera">
      {testing && (
        <div className="flex flex-col gap-2">
          <Skeleton className="aspect-video w-full" />
          <p className="text-quiet">Asking the camera for a picture. This takes a few seconds…</p>
        </div>
      )}
      {!testing && result?.ok === false && (
        <p className="flex gap-3 rounded-card border border-urgent-line bg-urgent-soft p-3">
          <TriangleAlert aria-hidden="true" size={20} className="mt-0.5 shrink-0 text-urgent" />
          {result.detail}
        </p>
      )}
      {!testing && result?.ok === true && (
        <figure className="flex flex-col gap-2">
          {result.picture && (
            <img
              src={`data:image/jpeg;base64,${result.picture}`}
              alt="What the camera sees now"
              onLoad={onPicture}
              className="max-h-[55dvh] self-start rounded-card border border-line"
            />
          )}
          <figcaption className="flex gap-2">
            <CircleCheck aria-hidden="true" size={20} className="mt-0.5 shrink-0 text-good" />
            {result.detail}
          </figcaption>
        </figure>
      )}
    </div>
  );
}
