import { percent } from "../layers";
import type { FollowedThing, Overlay } from "../overlay";
import { nameOf, stateOf } from "../words";

export type ReadNumbers = (numbers: Record<string, number>) => readonly { name: string; value: string }[];

/** Everything that is followed now, in words. */
export function TrackList({ overlay, readNumbers }: { overlay: Overlay | null; readNumbers: ReadNumbers }) {
  if (overlay === null || overlay.tracks.length === 0) {
    return <p className="text-quiet">Nothing is followed now. Whoever walks through the picture appears here.</p>;
  }
  return (
    <ul aria-label="Tracks now" className="flex flex-col divide-y divide-line">
      {overlay.tracks.map((track) => (
        <li key={track.id} className="flex min-w-0 flex-col gap-0.5 py-2 first:pt-0 last:pb-0">
          <span className="break-words">
            <span className="font-medium">{nameOf(track)}</span> {stateOf(track)}
          </span>
          <span className="text-small break-words text-quiet">{detailsOf(track, readNumbers).join(" · ")}</span>
        </li>
      ))}
    </ul>
  );
}

function detailsOf(track: FollowedThing, readNumbers: ReadNumbers): string[] {
  return [
    `${percent(track.score)} sure`,
    ...(track.zones.length > 0 ? [`in ${track.zones.join(", ")}`] : []),
    ...(track.present ? [] : ["out of sight for a moment"]),
    ...readNumbers(track.numbers).map(({ name, value }) => `${name}: ${value}`),
  ];
}
