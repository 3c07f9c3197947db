import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { Schemas } from "@/lib/api/types";
import { durationWords, exactTime } from "@/lib/time/format";
import { useTimeZone } from "@/lib/time/zone";
import { percent } from "@/features/events/words";
import { labelWord } from "@/lib/text/labels";

type Track = Schemas["TrackOut"];

/** More are shown on demand: a busy place has dozens of them. */
const FEW = 8;

/** Who was there, how sure we are, when, and what they did. */
export function TrackTable({ tracks }: { tracks: readonly Track[] }) {
  const timeZone = useTimeZone();
  const [all, setAll] = useState(false);
  const shown = all || tracks.length <= FEW + 1 ? tracks : tracks.slice(0, FEW);
  if (tracks.length === 0) return <p className="text-quiet">Nothing was followed long enough to say more.</p>;
  return (
    <>
      {tracks.length > 1 && (
        <p className="text-small text-quiet">
          {tracks.length} tracks. One person may have several of them: a track ends where somebody is lost from sight.
        </p>
      )}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div role="region" aria-label="Who was there" tabIndex={0} className="-mx-4 overflow-x-auto px-4">
        <table className="w-full min-w-xl border-collapse text-small">
          <thead>
            <tr className="border-b border-line text-left text-quiet">
              <Head>Track</Head>
              <Head>Sure</Head>
              <Head>From</Head>
              <Head>Until</Head>
              <Head>Stood still</Head>
              <Head>Colours</Head>
              <Head>Said by</Head>
            </tr>
          </thead>
          <tbody>
            {shown.map((track) => (
              <tr key={track.id} className="border-b border-line last:border-b-0">
                <th scope="row" className="py-2 pr-4 text-left font-medium">
                  {nameOf(track, tracks)}
                </th>
                <Cell>{percent(track.score)}</Cell>
                <Cell>
                  <ClockTime at={track.first_seen_at} timeZone={timeZone} />
                </Cell>
                <Cell>
                  <ClockTime at={track.last_seen_at} timeZone={timeZone} />
                </Cell>
                <Cell>{track.still_seconds >= 1 ? durationWords(track.still_seconds) : "No"}</Cell>
                <Cell>{[...new Set(track.colours)].join(", ") || "–"}</Cell>
                <Cell>{saidBy(track)}</Cell>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < tracks.length && (
        <div>
          <Button onClick={() => setAll(true)}>Show all {tracks.length} tracks</Button>
        </div>
      )}
    </>
  );
}

/** "Person, track 2" where there are several of a kind: not a second person. */
function nameOf(track: Track, tracks: readonly Track[]): string {
  const same = tracks.filter(({ label }) => label === track.label);
  return same.length > 1 ? `${labelWord(track.label)}, track ${String(same.indexOf(track) + 1)}` : labelWord(track.label);
}

/** Which models recognised it; one that saw something else in it says what. */
function saidBy({ label, opinions }: Track): string {
  const said = opinions.map((one) => (one.label === label ? one.model : `${one.model} (${labelWord(one.label)})`));
  return said.join(", ") || "–";
}

function ClockTime({ at, timeZone }: { at: string; timeZone: string | undefined }) {
  return <time dateTime={at}>{exactTime(new Date(at), undefined, timeZone)}</time>;
}

function Head({ children }: { children: string }) {
  return (
    <th scope="col" className="py-2 pr-4 font-medium">
      {children}
    </th>
  );
}

function Cell({ children }: { children: ReactNode }) {
  return <td className="py-2 pr-4 whitespace-nowrap tabular-nums">{children}</td>;
}
