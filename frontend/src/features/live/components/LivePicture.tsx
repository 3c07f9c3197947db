import { useRef, useState, type ReactNode } from "react";
import { Spinner } from "@/components/ui/spinner";
import { LastPictureNote, STALE_LOOK } from "@/components/ui/stale";
import type { StreamName } from "@/features/live/choose";
import { useLivePicture } from "@/features/live/hooks/useLivePicture";
import { classes } from "@/lib/text/classes";
import { LiveControls } from "./LiveControls";

interface LivePictureProps {
  cameraId: string;
  cameraName: string;
  /** Without buttons, cropped to its place: for tiles. */
  small?: boolean;
  /** Width ÷ height of its place until the picture's own is known; undefined: 16:9. */
  shape?: number | undefined;
  stream?: StreamName;
  /** Sound that somebody else turns on and off; undefined: its own button does. */
  muted?: boolean | undefined;
  /** Fills the place until the first picture comes. */
  before?: ReactNode;
  /** Lies over the picture, whose sides are those of its parent, in full screen too. */
  over?: ReactNode;
}

const PLACE = "relative mx-auto aspect-video max-h-[80dvh] w-full overflow-hidden rounded-card bg-black text-white";

/** What a camera sees now. */
export function LivePicture({ cameraId, cameraName, small = false, shape, stream = "main", muted, before, over }: LivePictureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [ownMuted, setOwnMuted] = useState(true);
  const [own, setOwn] = useState<number>();
  const { state, picture, transport, lastAt } = useLivePicture(cameraId, video, stream);
  const asJpeg = transport === "jpeg";
  const stale = state.kind !== "playing";
  const label = `Live picture of ${cameraName}`;
  const fit = classes("absolute inset-0 size-full", small ? "object-cover" : "object-contain", stale && STALE_LOOK);
  const ratio = small ? undefined : (own ?? shape);
  const measure = (width: number, height: number) => setOwn(width > 0 && height > 0 ? width / height : undefined);
  return (
    <div
      ref={frame}
      role="group"
      aria-label={label}
      // As wide as its height allows: no black bars beside the picture.
      style={ratio === undefined ? undefined : { aspectRatio: ratio, maxWidth: `${String(80 * ratio)}dvh` }}
      className={PLACE}
    >
      <video
        ref={video}
        className={classes(fit, asJpeg && "hidden")}
        aria-label={label}
        muted={muted ?? ownMuted}
        playsInline
        autoPlay
        disablePictureInPicture
        onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => measure(videoWidth, videoHeight)}
      />
      {asJpeg && picture !== null && (
        <img
          src={picture}
          alt={label}
          className={fit}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => measure(naturalWidth, naturalHeight)}
        />
      )}
      {transport === null && before}
      {over && <Over ratio={ratio ?? 16 / 9}>{over}</Over>}
      {stale && lastAt !== null && <LastPictureNote at={lastAt} />}
      <LiveNotice state={state.kind} note={state.kind === "playing" && !small ? state.note : null} />
      {!small && state.kind === "playing" && (
        <LiveControls frame={frame} muted={ownMuted} onMuted={state.hasSound ? setOwnMuted : undefined} />
      )}
    </div>
  );
}

/** As large as the picture: full screen may leave bars beside it. */
function Over({ ratio, children }: { ratio: number; children: ReactNode }) {
  return (
    <div className="pointer-events-none absolute inset-0 grid place-items-center [container-type:size]">
      <div className="relative" style={{ width: `min(100cqw, ${String(100 * ratio)}cqh)`, aspectRatio: ratio }}>
        {children}
      </div>
    </div>
  );
}

/** Told to screen readers when it changes; trying again does not change it. */
function LiveNotice({ state, note }: { state: "connecting" | "playing" | "waiting" | "gone"; note: string | null }) {
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-0 flex p-2 text-small">
      <span className="inline-flex items-center gap-2 rounded-full bg-black/75 px-3 py-1 font-medium">
        {state === "playing" && (
          <>
            <span aria-hidden="true" className="size-2 rounded-full bg-red-500" />
            Live{note !== null && `. ${note}`}
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
