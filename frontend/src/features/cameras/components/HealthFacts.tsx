import type { ReactNode } from "react";
import type { CameraHealth } from "@/lib/api/types";
import { bitsInWords } from "@/lib/text/bits";
import { durationWords } from "@/lib/time/format";
import { Facts } from "./Facts";
import { pageLocale } from "@/lib/time/locale";

/** How a camera is, in numbers with their words. `lastEvent`: when it last told of something. */
export function HealthFacts({ health, lastEvent }: { health: CameraHealth; lastEvent: ReactNode }) {
  const sends = health.condition === "connected" ? sending(health) : [];
  return (
    <Facts
      facts={[
        ...sends,
        ...(health.second ? [["Second stream", health.second.sentence] satisfies [string, ReactNode]] : []),
        ["Looked at", `${health.frames.toLocaleString(pageLocale())} pictures, ${skipped(health)}`],
        ["Came back", timesWords(health.reconnects)],
        ["Last event", lastEvent],
        ...(health.apart ? [["Kept apart", health.apart] satisfies [string, ReactNode]] : []),
      ]}
    />
  );
}

function sending({ rate, bits_per_second, keyframe_seconds }: CameraHealth): [string, ReactNode][] {
  const pictures = rate ? `${rate.toFixed(rate < 1 ? 1 : 0)} a second` : "not known yet";
  return [
    ["Pictures", pictures],
    ["It sends", bits_per_second ? bitsInWords(bits_per_second) : "not known yet"],
    ["Whole picture", keyframe_seconds ? `every ${keyframes(keyframe_seconds)}` : "not known yet"],
  ];
}

function keyframes(seconds: number): string {
  return seconds < 10 ? `${String(Number(seconds.toFixed(seconds < 1 ? 2 : 1)))} s` : durationWords(seconds);
}

function skipped({ dropped }: CameraHealth): string {
  return dropped === 0 ? "none skipped" : `${dropped.toLocaleString(pageLocale())} skipped for lack of time`;
}

function timesWords(times: number): string {
  if (times === 0) return "never";
  return times === 1 ? "once" : `${times.toLocaleString(pageLocale())} times`;
}
