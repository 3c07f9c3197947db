import { CameraOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useSeen } from "@/features/cameras/hooks/useSeen";
import type { Camera } from "@/lib/api/types";

/** Often enough to be honest, seldom enough to cost nothing. */
const REFRESH_MS = 10_000;

/** The newest picture of a camera, renewed every 10 s while it is on screen. The old one stays until the new one is there. */
export function Snapshot({ camera }: { camera: Camera }) {
  const place = useRef<HTMLDivElement>(null);
  const seen = useSeen(place);
  const [asked, setAsked] = useState<number | null>(null);
  const [shown, setShown] = useState<number | null>(null);
  const [missing, setMissing] = useState(false);
  const watched = camera.enabled && seen;
  const { condition } = camera.health;

  useEffect(() => {
    if (!watched) return undefined;
    const ask = () => setAsked(Date.now());
    ask();
    const timer = setInterval(ask, REFRESH_MS);
    return () => clearInterval(timer);
    // A camera that comes back is asked at once.
  }, [watched, condition]);

  const address = (at: number) => `/api/v1/cameras/${camera.id}/snapshot?at=${String(at)}`;
  return (
    <div ref={place} className="absolute inset-0">
      {shown !== null && (
        <img src={address(shown)} alt={`What ${camera.name} saw last`} className="absolute inset-0 size-full object-cover" />
      )}
      {asked !== null && asked !== shown && (
        <img
          key={asked}
          src={address(asked)}
          alt=""
          hidden
          onLoad={() => {
            setShown(asked);
            setMissing(false);
          }}
          onError={() => setMissing(true)}
        />
      )}
      {shown === null && (
        <div className="absolute inset-0 flex flex-col items-center justify-center gap-2 bg-sunken text-quiet">
          <CameraOff aria-hidden="true" size={28} />
          <span className="text-small">{!camera.enabled ? "Paused" : missing ? "No picture yet" : "Waiting for a picture"}</span>
        </div>
      )}
    </div>
  );
}
