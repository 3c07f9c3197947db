import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { deviceOf, type Device } from "@/lib/device";
import { useAuthority, type Authority } from "./api";
import { DEVICES } from "./devices";

/** For who is warned of this page: how this device learns to trust it. Nothing, unless the house has its own authority. */
export function TrustSteps() {
  const authority = useAuthority();
  if (authority === null) return null;
  return (
    <details>
      <summary className="flex min-h-touch cursor-pointer items-center font-medium text-accent">Does your browser warn of this page?</summary>
      <Steps authority={authority} />
    </details>
  );
}

function Steps({ authority }: { authority: Authority }) {
  const [device, setDevice] = useState<Device>(() => deviceOf(navigator.userAgent, navigator.maxTouchPoints > 1));
  return (
    <div className="flex flex-col gap-3 pt-2">
      <p>
        This ArgusAI has an authority of its own, which your device does not know yet. Install its certificate once; then the warning is
        gone, and notices can come to this device. It can vouch for addresses of your home alone.
      </p>
      <div>
        <Button asChild>
          <a href={authority.certificate}>
            <Download aria-hidden="true" size={18} />
            Get the certificate
          </a>
        </Button>
      </div>
      <Select
        label="This device"
        value={device}
        onChange={setDevice}
        options={Object.entries(DEVICES).map(([value, { name }]) => ({ value: value as Device, label: name }))}
      />
      <ol aria-label="Steps" className="flex list-decimal flex-col gap-1 pl-5">
        {DEVICES[device].steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="text-small text-quiet">
        Compare the fingerprint that the device shows (SHA-256) with the one that “argusai certificate make” printed:
      </p>
      <p className="font-mono text-small break-all">{authority.fingerprint}</p>
    </div>
  );
}
