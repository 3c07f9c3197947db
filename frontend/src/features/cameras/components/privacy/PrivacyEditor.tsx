import { Plus, Square, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { CornerHandles } from "@/features/cameras/components/watch/CornerHandles";
import { DrawingBar } from "@/features/cameras/components/watch/DrawingBar";
import { PictureFrame } from "@/features/cameras/components/watch/PictureFrame";
import { Shapes } from "@/features/cameras/components/watch/Shapes";
import { contains, LEAST_CORNERS, MOST_CORNERS, RECTANGLE, type Corner } from "@/features/cameras/watch/polygon";
import { MOST_PRIVACY_MASKS, newMask, privacyShapes, privacyTitle, type PrivacyDrawing, type PrivacyMask } from "@/features/cameras/watch/privacy";
import type { Camera } from "@/lib/api/types";

interface PrivacyEditorProps {
  camera: Camera;
  masks: readonly PrivacyMask[];
  onChange: (masks: readonly PrivacyMask[]) => void;
  drawing: PrivacyDrawing | null;
  onDrawing: (drawing: PrivacyDrawing | null) => void;
}

/** Privacy masks on the camera's picture: drawn corner by corner, or begun as a rectangle. */
export function PrivacyEditor({ camera, masks, onChange, drawing, onDrawing }: PrivacyEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  // Takes the focus when the button that had it is gone.
  const whole = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const [chosen, setChosen] = useState(0);
  const [fresh, setFresh] = useState<string | null>(null);
  const place = drawing ? -1 : masks.findIndex(({ key }) => key === selected);
  const mask = masks[place];

  const finish = (corners: readonly Corner[]) => {
    const added = newMask(corners);
    onChange([...masks, added]);
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
    setSelected(masks.findLast(({ corners }) => contains(corners, at))?.key ?? null);
    setChosen(0);
  };

  return (
    <div ref={whole} role="group" aria-label="Privacy masks on the picture" tabIndex={-1} className="flex flex-col gap-3 outline-none">
      <PictureFrame camera={camera} place={frame} onPoint={point} crosshair={drawing !== null}>
        <Shapes shapes={privacyShapes(masks)} selected={selected} pending={drawing?.corners ?? []} />
        {mask && (
          <CornerHandles
            key={mask.key}
            title={privacyTitle(place)}
            corners={mask.corners}
            frame={frame}
            chosen={chosen}
            takeFocus={mask.key === fresh}
            onChoose={setChosen}
            onChange={(corners) => onChange(masks.map((each) => (each.key === mask.key ? { ...each, corners } : each)))}
          />
        )}
      </PictureFrame>
      {drawing ? (
        <DrawingBar
          what="privacy mask"
          count={drawing.corners.length}
          least={LEAST_CORNERS}
          refused={drawing.refused}
          hint="Tap the corners of what is to be black, one after the other."
          onDone={() => finish(drawing.corners)}
          onBack={() => onDrawing({ ...drawing, corners: drawing.corners.slice(0, -1) })}
          onCancel={() => {
            onDrawing(null);
            whole.current?.focus();
          }}
        >
          <Button onClick={() => finish(RECTANGLE)}>
            <Square aria-hidden="true" size={18} />
            Begin with a rectangle
          </Button>
        </DrawingBar>
      ) : (
        <div>
          <Button disabled={masks.length >= MOST_PRIVACY_MASKS} onClick={() => onDrawing({ corners: [], refused: 0 })}>
            <Plus aria-hidden="true" size={18} />
            Add privacy mask
          </Button>
        </div>
      )}
      {mask && (
        <p id="corner-keys" className="text-small text-quiet">
          Drag a corner, or move it with the arrow keys (with Shift: farther). Enter adds one after it, Delete removes it.
        </p>
      )}
      {masks.length > 0 && (
        <ul aria-label="Privacy masks" className="flex flex-col">
          {masks.map(({ key }, index) => (
            <li key={key} className="flex flex-wrap items-center justify-between gap-2 border-b border-line py-1 last:border-b-0">
              <Button
                look="quiet"
                aria-pressed={key === selected}
                onClick={() => {
                  onDrawing(null);
                  setSelected(key);
                  setChosen(0);
                }}
              >
                {privacyTitle(index)}
              </Button>
              <Button
                aria-label={`Remove ${privacyTitle(index).toLowerCase()}`}
                onClick={() => {
                  onChange(masks.filter((each) => each.key !== key));
                  whole.current?.focus();
                }}
              >
                <Trash2 aria-hidden="true" size={18} />
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
