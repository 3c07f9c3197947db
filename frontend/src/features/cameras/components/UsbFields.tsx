import { RefreshCw, Unplug, Usb } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { useUsbDevices, type UsbDevice } from "@/features/cameras/api/usbDevices";
import { AUTOMATIC, hintOf, pictureOptions, rateOptions } from "@/features/cameras/usb";
import type { SourceFieldsProps } from "./SourceFields";

/** A camera that is plugged into the machine of ArgusAI: which one, and what it is asked for. */
export function UsbFields({ draft, change, faults, problem, stored }: SourceFieldsProps) {
  const devices = useUsbDevices();
  const own = stored?.kind === "usb" ? stored.device : "";
  const again = (
    <Button pending={devices.isFetching} onClick={() => void devices.refetch()}>
      <RefreshCw aria-hidden="true" size={18} />
      Look again
    </Button>
  );
  if (devices.error) {
    return <ProblemPanel error={devices.error} summary="The USB cameras could not be listed." onRetry={() => void devices.refetch()} />;
  }
  if (devices.data === undefined) return <Skeleton className="h-24 w-full" />;
  const { items, sentence, supported } = devices.data;
  const chosen = items.find(({ device }) => device === draft.device);
  const options = optionsOf(items, own);
  const error = faults.device ?? problem?.fieldError("source.device") ?? problem?.fieldError("source");
  const refused = error && (
    <p role="alert" className="text-small text-urgent">
      {error}
    </p>
  );
  if (options.length === 0) {
    return (
      <>
        <EmptyState icon={Unplug} title={supported ? "Plug in a camera" : "Not on this machine"} action={supported && again}>
          {sentence}
        </EmptyState>
        {refused}
      </>
    );
  }
  const pictures = chosen?.pictures ?? [];
  return (
    <>
      <div className="flex flex-col items-start gap-2">
        <div className="w-full">
          <Choice
            legend="USB camera"
            value={draft.device}
            onChange={(device) => change(device === draft.device ? {} : { device, picture: AUTOMATIC, rate: "0" })}
            options={options}
          />
        </div>
        {refused}
        {chosen?.trouble && <p className="text-small text-urgent">{chosen.trouble}</p>}
        {again}
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <Select
          label="Picture"
          hint="Automatic takes MJPEG or H.264 up to 1280 × 720. Larger ones cost more work"
          value={draft.picture}
          onChange={(picture) => change({ picture, rate: "0" })}
          options={pictureOptions(pictures, draft.picture)}
        />
        <Select
          label="Pictures a second"
          hint="Automatic is about 15"
          value={draft.rate}
          onChange={(rate) => change({ rate })}
          options={rateOptions(pictures, draft.picture, draft.rate)}
        />
      </div>
    </>
  );
}

/** What is plugged in; and the stored one, wherever it is. */
function optionsOf(items: readonly UsbDevice[], own: string) {
  const found = items.map((each) => ({ value: each.device, label: each.name, hint: hintOf(each, each.device === own), icon: Usb }));
  if (own === "" || items.some(({ device }) => device === own)) return found;
  return [...found, { value: own, label: "The camera that was chosen", hint: "It is not plugged in now", icon: Unplug }];
}
