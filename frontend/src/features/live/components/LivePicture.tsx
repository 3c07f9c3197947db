import { useRef, useState } from "react";
import { Spinner } from "@/components/ui/spinner";
import { useLivePicture } from "@/features/live/hooks/useLivePicture";
import { classes } from "@/lib/text/classes";
import { LiveControls } from "./LiveControls";

interface LivePictureProps {
  cameraId: string;
  cameraName: string;
  /** Without buttons, cropped to its place: for tiles. */
  small?: boolean;
  /** Width ÷ height of its place; undefined: 16:9. */
  shape?: number | undefined;
}

const PLACE = "relative aspect-video max-h-[80dvh] w-full overflow-hidden rounded-card bg-black text-white";

/** What a camera sees now. */
export function LivePicture({ cameraId, cameraName, small = false, shape }: LivePictureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [muted, setMuted] = useState(true);
  const { state, picture } = useLivePicture(cameraId, video);
  const asJpeg = state.kind === "playing" && state.transport === "jpeg";
  const label = `Live picture of ${cameraName}`;
  const fit = classes("absolute inset-0 size-full", small ? "object-cover" : "object-contain");
  return (
    <div ref={frame} role="group" aria-label={label} style={shape === undefined ? undefined : { aspectRatio: shape }} className={PLACE}>
      <video ref={video} className={classes(fit, asJpeg && "hidden")} aria-label={label} muted={muted} playsInline autoPlay disablePictureInPicture />
      {asJpeg && picture !== null && <img src={picture} alt={label} className={fit} />}
      <LiveNotice state={state.kind} />
      {!small && state.kind === "playing" && (
        <LiveControls frame={frame} muted={muted} onMuted={state.hasSound ? setMuted : undefined} />
      )}
    </div>
  );
}

function LiveNotice({ state }: { state: "connecting" | "playing" | "waiting" | "gone" }) {
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-0 flex p-2 text-small">
      <span className="inline-flex items-center gap-2 rounded-full bg-black/75 px-3 py-1 font-medium">
        {state === "playing" && (
          <>
            <span aria-hidden="true" className="size-2 rounded-full bg-red-500" />
            Live
          </>
        )}
        {state === "connecting" && (
          <>
            <Spinner />
            Connecting…
          </>
        )}
        {state === "waiting" && "No picture right now; trying again…"}
        {state === "gone" && "This picture is no longer available."}
      </span>
    </div>
  );
}
