import { Maximize, Minimize, Volume2, VolumeX } from "lucide-react";
import { useSyncExternalStore, type RefObject } from "react";
import { IconButton } from "@/components/ui/button";
import { followFullScreen, isFullScreen, toggleFullScreen } from "../fullScreen";

interface LiveControlsProps {
  frame: RefObject<HTMLDivElement | null>;
  muted: boolean;
  /** Undefined: this camera has no sound. */
  onMuted: ((muted: boolean) => void) | undefined;
}

const LOOK = "bg-black/75 text-white hover:bg-black";

export function LiveControls({ frame, muted, onMuted }: LiveControlsProps) {
  const full = useSyncExternalStore(followFullScreen, isFullScreen);
  return (
    <div className="absolute right-2 bottom-2 flex gap-2">
      {onMuted && (
        <IconButton data-sound label={muted ? "Turn sound on" : "Turn sound off"} className={LOOK} onClick={() => onMuted(!muted)}>
          {muted ? <VolumeX aria-hidden="true" size={20} /> : <Volume2 aria-hidden="true" size={20} />}
        </IconButton>
      )}
      <IconButton label={full ? "Leave full screen" : "Full screen"} className={LOOK} onClick={() => toggleFullScreen(frame.current)}>
        {full ? <Minimize aria-hidden="true" size={20} /> : <Maximize aria-hidden="true" size={20} />}
      </IconButton>
    </div>
  );
}
