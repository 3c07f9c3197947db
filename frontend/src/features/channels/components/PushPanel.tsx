import { useMutation } from "@tanstack/react-query";
import { BellPlus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { useChannelHouse, useMakeChannel } from "@/features/channels/api/channels";
import { commandFor, deviceName, deviceNow, lack, subscribe } from "@/features/channels/push";
import { ProblemPanel } from "@/components/ui/problem-panel";

/** Push to this browser: one button, or what is missing and how to mend it. `trust`: how a device learns to trust ArgusAI. */
export function PushPanel({ trust }: { trust: ReactNode }) {
  const { data: house } = useChannelHouse();
  const make = useMakeChannel();
  const [missing, setMissing] = useState(() => lack(deviceNow()));
  const begin = useMutation({
    mutationFn: async (pushKey: string) => {
      try {
        return await subscribe(pushKey);
      } finally {
        setMissing(lack(deviceNow()));
      }
    },
    onSuccess: (keys) => make.mutate({ name: deviceName(navigator.userAgent), enabled: true, usual: true, most_per_minute: 0, settings: { kind: "push", ...keys } }),
  });
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-medium">This device</h3>
      {missing === null ? (
        <div>
          <Button look="primary" pending={begin.isPending || make.isPending} onClick={() => house && begin.mutate(house.push_key)}>
            <BellPlus aria-hidden="true" size={18} />
            Notify me on this device
          </Button>
        </div>
      ) : (
        <div className="flex flex-col gap-3 rounded-card border border-line p-3">
          <p>{missing}</p>
          {!window.isSecureContext && <CopyField label="On the machine of ArgusAI" value={commandFor(window.location.hostname)} />}
        </div>
      )}
      {begin.error && (
        <p role="alert" className="text-urgent">
          {begin.error.message}
        </p>
      )}
      {begin.error && trust}
      {make.error && <ProblemPanel error={make.error} summary="This device was not added." />}
      <p role="status" className="text-small text-quiet">
        {make.isSuccess && "This device is added below. Send a test to see that it works."}
      </p>
    </div>
  );
}
