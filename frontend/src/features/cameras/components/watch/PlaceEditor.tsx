import { Plus } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { RulesEdit } from "@/features/cameras/hooks/useRulesDraft";
import { contains, isOn, LINE_PRESETS, MOST_CORNERS, PRESETS, removeCorner, splitSide, type Corner } from "@/features/cameras/watch/polygon";
import { countOf, leastOf, MOST_OF_A_KIND, newPlace, shapesOf, titleOf, withPlace, type Drawing, type Place } from "@/features/cameras/watch/rules";
import type { Camera } from "@/lib/api/types";
import { CornerHandles } from "./CornerHandles";
import { DrawingBar } from "./DrawingBar";
import { PictureFrame } from "./PictureFrame";
import { PlaceList } from "./PlaceList";
import { PresetButtons } from "./PresetButtons";
import { Shapes } from "./Shapes";

interface PlaceEditorProps {
  camera: Camera;
  edit: RulesEdit;
  labels: readonly string[];
  live?: ReactNode;
  drawing: Drawing | null;
  onDrawing: (drawing: Drawing | null) => void;
}

const HINTS = {
  zone: "Tap the corners of the zone in the picture, one after the other. What counts is where somebody stands.",
  line: "Tap the points of the line in the picture, one after the other. What counts is where somebody walks, his feet.",
  mask: "Tap the corners of the mask in the picture, one after the other. What counts is where somebody stands.",
};

/** Zones, lines and masks on the camera's picture: drawn point by point, or begun as a ready shape. */
export function PlaceEditor({ camera, edit, labels, live, drawing, onDrawing }: PlaceEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  // Takes the focus when the button that had it is gone.
  const whole = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const [chosen, setChosen] = useState(0);
  const [fresh, setFresh] = useState<string | null>(null);
  const { draft } = edit;
  const { width, height } = camera.health;
  const aspect = width && height ? width / height : 16 / 9;
  const place = drawing ? undefined : draft.places.find(({ key }) => key === selected);

  const finish = (kind: Place["kind"], corners: readonly Corner[]) => {
    const added = newPlace(draft, kind, corners);
    edit.change({ ...draft, places: [...draft.places, added] });
    onDrawing(null);
    setSelected(added.key);
    setFresh(added.key);
    setChosen(0);
  };
  const point = (at: Corner) => {
    if (drawing) {
      if (drawing.corners.length < MOST_CORNERS) onDrawing({ ...drawing, corners: [...drawing.corners, at] });
      return;
    }
    // The one drawn last lies on top.
    const hit = draft.places.findLast(({ kind, corners }) => (kind === "line" ? isOn(corners, at) : contains(corners, at)));
    setSelected(hit?.key ?? null);
    setChosen(0);
  };
  const reshape = (changed: Place, corners: readonly Corner[], step: string | null) => {
    edit.change(withPlace(draft, { ...changed, corners }), step);
  };

  return (
    <div ref={whole} role="group" aria-label="Zones, lines and masks on the picture" tabIndex={-1} className="flex flex-col gap-3 outline-none">
      {/* Before the buttons, so that it stands still while they change under it. */}
      <PictureFrame camera={camera} place={frame} onPoint={point} crosshair={drawing !== null} live={live}>
        <Shapes shapes={shapesOf(draft)} selected={selected} pending={drawing?.corners ?? []} aspect={aspect} />
        {place && (
          <CornerHandles
            key={place.key}
            title={titleOf(draft, place)}
            corners={place.corners}
            open={place.kind === "line"}
            frame={frame}
            chosen={chosen}
            takeFocus={place.key === fresh}
            onChoose={setChosen}
            onChange={(corners, step) => reshape(place, corners, step)}
          />
        )}
      </PictureFrame>
      {!drawing && (
        <div className="flex flex-wrap gap-2">
          {(["zone", "line", "mask"] as const).map((kind) => (
            <Button key={kind} disabled={countOf(draft, kind) >= MOST_OF_A_KIND} onClick={() => onDrawing({ kind, corners: [], refused: 0 })}>
              <Plus aria-hidden="true" size={18} />
              {`Add ${kind}`}
            </Button>
          ))}
        </div>
      )}
      {drawing && (
        <DrawingBar
          what={drawing.kind}
          count={drawing.corners.length}
          least={leastOf(drawing)}
          refused={drawing.refused}
          hint={HINTS[drawing.kind]}
          onDone={() => finish(drawing.kind, drawing.corners)}
          onBack={() => onDrawing({ ...drawing, corners: drawing.corners.slice(0, -1) })}
          onCancel={() => {
            onDrawing(null);
            whole.current?.focus();
          }}
        >
          <PresetButtons presets={drawing.kind === "line" ? LINE_PRESETS : PRESETS} onChoose={(corners) => finish(drawing.kind, corners)} />
        </DrawingBar>
      )}
      {place && (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            disabled={place.corners.length >= MOST_CORNERS}
            onClick={() => reshape(place, splitSide(place.corners, Math.min(chosen, place.corners.length - 1), place.kind === "line"), null)}
          >
            Add corner
          </Button>
          <Button
            disabled={place.corners.length <= leastOf(place)}
            onClick={() => {
              reshape(place, removeCorner(place.corners, chosen, leastOf(place)), null);
              setChosen(Math.max(chosen - 1, 0));
            }}
          >
            Remove corner {Math.min(chosen, place.corners.length - 1) + 1}
          </Button>
          <p id="corner-keys" className="text-small text-quiet">
            Drag a corner, or move it with the arrow keys (with Shift: farther). Enter adds one after it, Delete removes it.
          </p>
        </div>
      )}
      <PlaceList
        edit={edit}
        labels={labels}
        selected={drawing ? null : selected}
        onSelect={(key) => {
          onDrawing(null);
          setSelected(key);
          setChosen(0);
        }}
        onDeleted={() => whole.current?.focus()}
      />
    </div>
  );
}
