import type { ReactNode } from "react";
import { addressesOf } from "@/features/keys/words";
import { CopyField } from "@/components/ui/copy-field";

/** Where other programs find one camera. `keys`: the way to where keys are made. */
export function StreamAddresses({ cameraId, keys }: { cameraId: string; keys: ReactNode }) {
  return (
    <details className="group">
      <summary className="flex min-h-touch cursor-pointer items-center font-medium text-accent">Show the addresses</summary>
      <div className="flex flex-col gap-3 pt-2">
        <p className="text-small text-quiet">Put a key in place of the word KEY. {keys}</p>
        {addressesOf(cameraId, window.location.origin).map(({ label, url }) => (
          <CopyField key={url} label={label} value={url} />
        ))}
        <p className="text-small text-quiet">
          A ring becomes an event. The rule “Somebody rang” tells everybody of it; under Rules you choose whom and when.
        </p>
      </div>
    </details>
  );
}
