import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";

export type UsbDevice = Schemas["UsbDeviceOut"];

const LOOK_AGAIN_MS = 4000;

/** What is plugged into the machine of ArgusAI. While nothing is, it is looked for again and again. */
export function useUsbDevices() {
  return useQuery({
    queryKey: ["usb-devices"],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/cameras/devices", { signal })),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.supported && state.data.items.length === 0 ? LOOK_AGAIN_MS : false),
  });
}
