import { useLayoutEffect, useState, type RefObject } from "react";
import { liveUrl } from "@/lib/live/useLiveSocket";
import type { StreamName } from "../choose";
import { LivePictureConnection, type PictureState } from "../connection";
import { playInto, type Sink } from "../mediaPlayer";
import { readPlatform, type Transport } from "../transport";

interface Seen {
  state: PictureState;
  /** The newest JPEG, where JPEGs are shown. */
  picture: string | null;
  /** How the pictures came that are shown now or were shown last; null: none came yet. */
  transport: Transport | null;
  /** When the last picture came, once none comes any more. */
  lastAt: string | null;
}

/** Connects while the page is visible; a hidden page costs neither the camera nor the battery anything. */
export function useLivePicture(cameraId: string, video: RefObject<HTMLVideoElement | null>, wanted: StreamName = "main"): Seen {
  const [state, setState] = useState<PictureState>({ kind: "connecting" });
  const [picture, setPicture] = useState<string | null>(null);
  const [transport, setTransport] = useState<Transport | null>(null);
  const [lastAt, setLastAt] = useState<string | null>(null);

  // Closed in the same breath in which the player is taken away: what arrives in between would find none.
  useLayoutEffect(() => {
    let shown: string | null = null;
    let cameAt: number | null = null;
    const came = () => {
      cameAt = Date.now();
    };
    const connection = new LivePictureConnection({
      url: ({ stream, format }) => liveUrl(`/api/v1/cameras/${cameraId}/live?format=${format}&stream=${stream}`),
      wanted,
      platform: readPlatform(),
      play: (transport, tracks, onFailure) => {
        if (video.current === null) throw new Error("The player is gone");
        return noticing(playInto(video.current, transport, tracks, onFailure), came);
      },
      showPicture: (jpeg) => {
        came();
        const next = URL.createObjectURL(new Blob([jpeg], { type: "image/jpeg" }));
        if (shown !== null) URL.revokeObjectURL(shown);
        shown = next;
        setPicture(next);
      },
      onState: (next) => {
        setState(next);
        if (next.kind === "playing") setTransport(next.transport);
        else if (cameAt !== null) setLastAt(new Date(cameAt).toISOString());
      },
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
  }, [cameraId, video, wanted]);

  return { state, picture, transport, lastAt };
}

function noticing(sink: Sink, came: () => void): Sink {
  return {
    add: (track, piece) => {
      came();
      sink.add(track, piece);
    },
    close: () => sink.close(),
  };
}
