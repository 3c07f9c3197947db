import { masksOf, privacyShapes } from "@/features/cameras/watch/privacy";
import { draftOf, shapesOf } from "@/features/cameras/watch/rules";
import type { Camera } from "@/lib/api/types";
import { Shapes } from "./Shapes";

/** All that is drawn on a camera's picture: zones, lines, masks, privacy masks. */
export function CameraShapes({ camera }: { camera: Camera }) {
  const { width, height } = camera.health;
  const shapes = [...shapesOf(draftOf(camera.rules, [])), ...privacyShapes(masksOf(camera))];
  return <Shapes shapes={shapes} selected={null} {...(width && height ? { aspect: width / height } : {})} />;
}
