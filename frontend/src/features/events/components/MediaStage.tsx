import { Download, Film, Image as ImageIcon, ScanSearch } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { EventDetail, Schemas } from "@/lib/api/types";
import { durationWords, exactTime } from "@/lib/time/format";
import { useTimeZone } from "@/lib/time/zone";
import { bytesInWords } from "@/lib/text/bytes";
import { Clip } from "./Clip";
import { Picture } from "./Picture";

type Shown = { kind: "clip" } | { kind: "picture"; frame: Schemas["FrameOut"]; name: string };

/** Every picture of the event under a name, the best one first. */
function picturesOf(event: EventDetail, timeOf: (at: string) => string): (Shown & { kind: "picture" })[] {
  const frames = event.frames.map(
    (frame, index) => ({ kind: "picture", frame, name: `Frame ${String(index + 1)}, ${timeOf(frame.taken_at)}` }) as const,
  );
  if (event.snapshot === null) return frames;
  return [{ kind: "picture", frame: event.snapshot, name: "Best picture" }, ...frames];
}

/** The proof: clip or picture large, below them everything that can be put there. */
export function MediaStage({ event }: { event: EventDetail }) {
  const timeZone = useTimeZone();
  const pictures = picturesOf(event, (at) => exactTime(new Date(at), undefined, timeZone));
  const [chosen, setChosen] = useState<string | null>(null);
  const [withBoxes, setWithBoxes] = useState(false);
  const [leftTheClip, setLeftTheClip] = useState(false);
  const positionRef = useRef(0); // in the clip, in seconds: kept while a picture is on the stage
  const picture = pictures.find(({ frame }) => frame.url === chosen);
  const shown: Shown | undefined = picture ?? (event.clip ? { kind: "clip" } : pictures[0]);

  // On the clip the boxes have nothing to lie on: then the best picture that has some comes.
  const found = shown?.kind === "picture" ? shown : pictures.find(({ frame }) => frame.boxes.length > 0);
  const boxesShown = withBoxes && shown?.kind === "picture";
  const switchBoxes = () => {
    setWithBoxes(!boxesShown);
    setLeftTheClip(shown?.kind === "clip");
    if (boxesShown && leftTheClip) setChosen(null);
    else if (found) setChosen(found.frame.url);
  };
  const choose = (url: string | null) => {
    setChosen(url);
    setLeftTheClip(false);
  };

  if (!shown) return <NothingYet open={event.state === "open"} />;
  return (
    <div className="flex flex-col gap-3">
      <div className="overflow-hidden rounded-card border border-line bg-sunken">
        {shown.kind === "clip" && event.clip && (
          <Clip
            key={event.clip.url}
            eventId={event.id}
            clip={event.clip}
            poster={event.snapshot?.url ?? event.thumbnail?.url}
            positionRef={positionRef}
          />
        )}
        {shown.kind === "picture" && (
          <Picture key={shown.frame.url} frame={shown.frame} alt={`${shown.name}: ${event.description.text}`} withBoxes={withBoxes} />
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {found && found.frame.boxes.length > 0 && (
          <Button aria-pressed={boxesShown} onClick={switchBoxes} className="aria-pressed:border-accent aria-pressed:bg-accent-soft">
            <ScanSearch aria-hidden="true" size={18} />
            Show what was found
          </Button>
        )}
        <DownloadLink shown={shown} clip={event.clip} />
      </div>
      <Gallery event={event} pictures={pictures} shown={shown} onChoose={choose} />
    </div>
  );
}

function NothingYet({ open }: { open: boolean }) {
  return (
    <p className="flex aspect-video items-center justify-center rounded-card border border-dashed border-line-strong p-4 text-center text-quiet">
      {open ? "There is no picture of this event yet." : "No picture of this event is kept."}
    </p>
  );
}

function DownloadLink({ shown, clip }: { shown: Shown; clip: EventDetail["clip"] }) {
  const file = shown.kind === "picture" ? shown.frame : clip;
  if (!file) return null;
  return (
    <Button asChild>
      <a href={`${file.url}?download=1`} download>
        <Download aria-hidden="true" size={18} />
        {shown.kind === "picture" ? "Download picture" : `Download clip${clip ? ` (${bytesInWords(clip.bytes)})` : ""}`}
      </a>
    </Button>
  );
}

interface GalleryProps {
  event: EventDetail;
  pictures: (Shown & { kind: "picture" })[];
  shown: Shown;
  onChoose: (url: string | null) => void;
}

const TILE = "relative block w-32 shrink-0 overflow-hidden rounded-card border-2 aria-pressed:border-accent border-line text-left";

/** The clip and the frames looked at, each a button that puts it on the stage. */
function Gallery({ event, pictures, shown, onChoose }: GalleryProps) {
  if (pictures.length + (event.clip ? 1 : 0) < 2) return null;
  return (
    <section aria-label="Frames looked at">
      <ul className="flex gap-2 overflow-x-auto p-0.5 pb-2">
        {event.clip && (
          <li>
            <button type="button" aria-pressed={shown.kind === "clip"} onClick={() => onChoose(null)} className={TILE}>
              <span className="flex aspect-video flex-col items-center justify-center bg-sunken text-small">
                <Film aria-hidden="true" size={20} />
                Clip, {durationWords(event.clip.duration_seconds)}
              </span>
            </button>
          </li>
        )}
        {pictures.map(({ frame, name }) => (
          <li key={frame.url}>
            <button
              type="button"
              aria-label={name}
              title={name}
              aria-pressed={shown.kind === "picture" && shown.frame.url === frame.url}
              onClick={() => onChoose(frame.url)}
              className={TILE}
            >
              <Tile url={frame.url} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tile({ url }: { url: string }) {
  const [broken, setBroken] = useState(false);
  if (broken) {
    return (
      <span className="flex aspect-video items-center justify-center bg-sunken text-quiet">
        <ImageIcon aria-hidden="true" size={20} />
      </span>
    );
  }
  return <img src={url} alt="" loading="lazy" decoding="async" onError={() => setBroken(true)} className="aspect-video w-full object-cover" />;
}
