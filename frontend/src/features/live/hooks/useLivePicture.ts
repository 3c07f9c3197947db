import { useEffect, useState, type RefObject } from "react";
import { liveUrl } from "@/lib/live/useLiveSocket";
import { LivePictureConnection, type PictureState } from "../connection";
import { playInto } from "../mediaPlayer";
import { readPlatform } from "../transport";

/** Connects while the page is visible; a hidden page costs neither the camera nor the battery anything. */
export function useLivePicture(cameraId: string, video: RefObject<HTMLVideoElement | null>): { state: PictureState; picture: string | null } {
  const [state, setState] = useState<PictureState>({ kind: "connecting" });
  const [picture, setPicture] = useState<string | null>(null);

  useEffect(() => {
    let shown: string | null = null;
    const connection = new LivePictureConnection({
      url: (format) => liveUrl(`/api/v1/cameras/${cameraId}/live?format=${format}`),
      platform: readPlatform(),
      play: (transport, tracks, onFailure) => {
        if (video.current === null) throw new Error("The player is gone");
        return playInto(video.current, transport, tracks, onFailure);
      },
      showPicture: (jpeg) => {
        const next = URL.createObjectURL(new Blob([jpeg], { type: "image/jpeg" }));
        if (shown !== null) URL.revokeObjectURL(shown);
        shown = next;
        setPicture(next);
      },
      onState: setState,
    });
    const follow = () => {
      if (document.visibilityState === "hidden") connection.close();
      else connection.open();
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      connection.close();
      if (shown !== null) URL.revokeObjectURL(shown);
    };
  }, [cameraId, video]);

  return { state, picture };
}
