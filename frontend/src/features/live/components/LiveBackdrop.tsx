import { useRef } from "react";
import { useLivePicture } from "@/features/live/hooks/useLivePicture";
import { classes } from "@/lib/text/classes";

/** The live picture without words or buttons, filling its place, to draw on. Nothing until it plays: what lies under it is
 * seen then. */
export function LiveBackdrop({ cameraId }: { cameraId: string }) {
  const video = useRef<HTMLVideoElement>(null);
  const { state, picture, transport } = useLivePicture(cameraId, video);
  const playing = state.kind === "playing";
  const look = "pointer-events-none absolute inset-0 size-full object-fill";
  return (
    <>
      <video ref={video} aria-hidden="true" muted playsInline autoPlay disablePictureInPicture className={classes(look, (!playing || transport === "jpeg") && "hidden")} />
      {playing && picture !== null && transport === "jpeg" && <img src={picture} alt="" className={look} />}
    </>
  );
}
