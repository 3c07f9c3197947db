import { Link } from "@tanstack/react-router";
import { sayHours } from "@/features/cameras/hours/words";
import type { Camera } from "@/lib/api/types";
import { ForAdministrators } from "@/lib/role/administrators";
import { WatchingLine } from "./WatchingLine";

/** Beside the question why nothing was told: the hours outside which nothing ever is. */
export function HoursNote({ camera }: { camera: Camera }) {
  return (
    <>
      <WatchingLine camera={camera} large />
      {camera.schedule.length > 0 && (
        <p className="break-words">
          <span className="font-medium">Its hours:</span> {sayHours(camera.schedule)}. What it sees at other times is not told.{" "}
          <ForAdministrators>
            <Link
              to="/cameras/$cameraId/hours"
              params={{ cameraId: camera.id }}
              className="inline-flex min-h-touch items-center font-medium text-accent underline underline-offset-2"
            >
              Change when it watches
            </Link>
          </ForAdministrators>
        </p>
      )}
    </>
  );
}
