import { Button } from "@/components/ui/button";
import type { Corner } from "@/features/cameras/watch/polygon";

interface PresetButtonsProps {
  presets: readonly { name: string; corners: readonly Corner[] }[];
  onChoose: (corners: readonly Corner[]) => void;
}

/** Ready shapes, each with a small drawing of it. */
export function PresetButtons({ presets, onChoose }: PresetButtonsProps) {
  return (
    <div role="group" aria-label="Begin with a ready shape" className="flex flex-wrap gap-2">
      {presets.map(({ name, corners }) => (
        <Button key={name} onClick={() => onChoose(corners)}>
          <svg viewBox="-1 -1 34 20" aria-hidden="true" className="h-5 w-8 fill-none stroke-current">
            <rect x={0} y={0} width={32} height={18} strokeWidth={1} className="opacity-50" />
            <polygon points={corners.map(([x, y]) => `${String(x * 32)},${String(y * 18)}`).join(" ")} strokeWidth={2} className="fill-current/30" />
          </svg>
          {name}
        </Button>
      ))}
    </div>
  );
}
