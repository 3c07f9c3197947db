import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/page";
import { useSight } from "../hooks/useSight";
import { ALL_LAYERS, drawnOf, LAYERS, type Layer } from "../layers";
import { lineOf } from "../words";
import { Gist } from "./Gist";
import { SightDrawing } from "./SightDrawing";
import { TrackList, type ReadNumbers } from "./TrackList";

interface SightViewProps {
  cameraId: string;
  /** The live picture, with what it is given over it. */
  picture: (over: ReactNode) => ReactNode;
  /** The camera's zones, lines and masks as they are drawn. */
  zones: ReactNode;
  readNumbers: ReadNumbers;
}

/** The analysis at work: what it makes of each picture, over the picture and in words. */
export function SightView({ cameraId, picture, zones, readNumbers }: SightViewProps) {
  const { state, overlay, calm, rate } = useSight(cameraId);
  const [layers, setLayers] = useState<ReadonlySet<Layer>>(ALL_LAYERS);
  const toggle = (layer: Layer) => {
    const next = new Set(layers);
    if (!next.delete(layer)) next.add(layer);
    setLayers(next);
  };
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[2fr_1fr]">
      <div className="flex min-w-0 flex-col gap-3">
        {picture(
          <>
            {layers.has("zones") && zones}
            {overlay !== null && <SightDrawing drawn={drawnOf(overlay, layers)} />}
          </>,
        )}
        <p className="break-words">{lineOf(calm, rate, state)}</p>
        <div role="group" aria-label="What is drawn" className="flex flex-wrap gap-2">
          {LAYERS.map(({ layer, label }) => (
            <Button
              key={layer}
              aria-pressed={layers.has(layer)}
              onClick={() => toggle(layer)}
              className="aria-pressed:border-accent aria-pressed:bg-accent-soft"
            >
              {label}
            </Button>
          ))}
        </div>
      </div>
      <Section title="What is followed">
        <TrackList overlay={calm} readNumbers={readNumbers} />
        <Gist overlay={calm} />
      </Section>
    </div>
  );
}
