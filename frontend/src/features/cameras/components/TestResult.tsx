import { CircleCheck, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { Schemas } from "@/lib/api/types";
import { Fingerprint } from "./Fingerprint";

interface TestResultProps {
  testing: boolean;
  result: Schemas["CameraTestOut"] | undefined;
  /** The picture takes its place. */
  onPicture: () => void;
  /** The owner trusts the certificate of this fingerprint. */
  onAccept: (fingerprint: string) => void;
}

/** What the camera answered: its picture, or a sentence that says what to do. */
export function TestResult({ testing, result, onPicture, onAccept }: TestResultProps) {
  return (
    <div role="status" aria-label="Test of the camera">
      {testing && (
        <div className="flex flex-col gap-2">
          <Skeleton className="aspect-video w-full" />
          <p className="text-quiet">Asking the camera for a picture. This takes a few seconds…</p>
        </div>
      )}
      {!testing && result?.ok === false && (
        <div className="flex gap-3 rounded-card border border-urgent-line bg-urgent-soft p-3">
          <TriangleAlert aria-hidden="true" size={20} className="mt-0.5 shrink-0 text-urgent" />
          <div className="flex min-w-0 flex-col items-start gap-2">
            <p>{result.detail}</p>
            {result.certificate && (
              <>
                <p>
                  Its fingerprint: <Fingerprint of={result.certificate} />
                </p>
                <Button onClick={() => onAccept(result.certificate)}>Accept this certificate</Button>
              </>
            )}
          </div>
        </div>
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
