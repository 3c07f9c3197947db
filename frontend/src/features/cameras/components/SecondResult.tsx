import { CircleCheck, TriangleAlert } from "lucide-react";
import type { Schemas } from "@/lib/api/types";

type Result = Schemas["CameraTestOut"];

/** What the second stream answered, and a warning where it is not the smaller one. */
export function SecondResult({ main, second }: { main: Result | undefined; second: Result }) {
  const warning = second.ok ? warningOf(main, second) : second.detail;
  const Icon = warning ? TriangleAlert : CircleCheck;
  return (
    <p role="status" aria-label="Test of the second stream" className="flex gap-2">
      <Icon aria-hidden="true" size={20} className={`mt-0.5 shrink-0 ${warning ? "text-notable" : "text-good"}`} />
      <span>
        Second stream: {second.ok ? second.detail : ""} {warning}
      </span>
    </p>
  );
}

function warningOf(main: Result | undefined, second: Result): string {
  const [large, small] = [main?.width ?? 0, second.width ?? 0];
  if (large === 0 || small < large) return "";
  return "It is not smaller than the main one, so it saves nothing. Check whether the two are swapped.";
}
