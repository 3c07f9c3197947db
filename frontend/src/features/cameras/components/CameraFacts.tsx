import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Moment } from "@/components/ui/moment";
import type { Camera, CameraSource } from "@/lib/api/types";
import { Facts } from "./Facts";
import { pageLocale } from "@/lib/time/locale";

/** What can be said about a camera beyond its picture. */
export function CameraFacts({ camera }: { camera: Camera }) {
  const { health, source } = camera;
  const size = health.width && health.height ? `${String(health.width)} × ${String(health.height)}` : null;
  const [where, place] = placeOf(source); // members are told none
  const facts: [string, ReactNode][] = [
    ...(place ? [[where, place] satisfies [string, ReactNode]] : []),
    ["Picture", size ? `${size}${health.rate ? `, ${health.rate.toFixed(health.rate < 1 ? 1 : 0)} a second` : ""}` : "not known yet"],
    ["Sound", health.has_sound ? "yes" : "no"],
    ["Added", <Moment key="added" at={camera.created_at} />],
  ];
  return (
    <>
      <Facts facts={facts} />
      <details className="group">
        <summary className="flex min-h-touch cursor-pointer list-none items-center gap-2 font-medium">
          <ChevronRight aria-hidden="true" size={18} className="transition-transform group-open:rotate-90" />
          Details
        </summary>
        <Facts
          facts={[
            ["Condition since", <Moment key="since" at={health.since} />],
            ["Codec", health.codec ?? "not known"],
            ["Objects looked for", looks(health.looks_per_second, health.looks_skipped)],
            ["Reason", health.reason_slug || "none"],
          ]}
        />
      </details>
    </>
  );
}

function placeOf(source: CameraSource): [string, string] {
  if (source.kind === "file") return ["File", source.path];
  return source.kind === "usb" ? ["USB camera", source.device.replace(/^usb:/, "")] : ["Address", source.url];
}

/** How often the object detector looked at a part of the picture, and how often it had no time to. */
function looks(perSecond: number, skipped: number) {
  const rate = `${perSecond.toFixed(perSecond < 10 ? 1 : 0)} times a second`;
  return skipped ? `${rate}, ${skipped.toLocaleString(pageLocale())} skipped for lack of time` : rate;
}
