import type { Limit } from "@/features/cameras/watch/rules";
import type { Camera } from "@/lib/api/types";
import { PictureFrame, percentage } from "./PictureFrame";

interface SizePreviewProps {
  camera: Camera;
  label: string;
  value: (limit: Limit) => number;
}

/** The smallest and the greatest thing that is told, drawn on the picture. */
export function SizePreview({ camera, label, value }: SizePreviewProps) {
  const { width, height } = camera.health;
  const shape = width && height ? width / height : 16 / 9;
  // Between the narrowest and the widest, as the middle of factors: neither a pole nor a rail.
  const ratio = Math.sqrt(Math.max(value("least_ratio"), 0.01) * value("most_ratio"));
  const boxes = [
    { words: `smallest ${label}`, size: value("least_height"), left: 0.04 },
    ...(value("most_height") < 1 ? [{ words: `greatest ${label}`, size: value("most_height"), left: 0.35 }] : []),
  ];
  return (
    <figure className="flex flex-col gap-1">
      <PictureFrame camera={camera}>
        {boxes.map(({ words, size, left }) => (
          <div
            key={words}
            aria-hidden="true"
            className="absolute bottom-[4%] border-2 border-white outline-1 outline-black"
            style={{ left: percentage(left), height: percentage(size * 0.96), width: percentage(Math.min((size * ratio) / shape, 0.96 - left)) }}
          >
            <span className="absolute bottom-0 left-full ml-1 bg-black px-1 text-small whitespace-nowrap text-white">{words}</span>
          </div>
        ))}
      </PictureFrame>
      <figcaption className="text-small text-quiet">It may be as small as {boxes.length > 1 ? "the one and as large as the other frame" : "this frame"}. Its shape may differ.</figcaption>
    </figure>
  );
}
