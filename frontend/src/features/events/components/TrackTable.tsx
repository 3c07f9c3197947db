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
      <div role="region" aria-label="Who was there" tabIndex={0} className="-mx-4 px-4 sm:overflow-x-auto">
        {/* On a phone a row is a small block of its own: said by role, as a table laid out otherwise is none to browsers. */}
        <table role="table" className="w-full border-collapse text-small max-sm:block sm:min-w-xl">
          <thead className="max-sm:sr-only">
            <tr role="row" className="border-b border-line text-left text-quiet">
              <Head>Track</Head>
              <Head>Sure</Head>
              <Head>From</Head>
              <Head>Until</Head>
              <Head>Stood still</Head>
              <Head>Colours</Head>
              <Head>Said by</Head>
            </tr>
          </thead>
          <tbody className="max-sm:block">
            {shown.map((track) => (
              <tr
                key={track.id}
                role="row"
                className="border-b border-line last:border-b-0 max-sm:grid max-sm:grid-cols-3 max-sm:gap-x-3 max-sm:gap-y-1 max-sm:py-2"
              >
                <th role="rowheader" scope="row" className="text-left font-medium max-sm:col-span-3 sm:py-2 sm:pr-4">
                  {nameOf(track, tracks)}
                </th>
                <Cell name="Sure">{percent(track.score)}</Cell>
                <Cell name="From">
                  <ClockTime at={track.first_seen_at} timeZone={timeZone} />
                </Cell>
                <Cell name="Until">
                  <ClockTime at={track.last_seen_at} timeZone={timeZone} />
                </Cell>
                <Cell name="Stood still">{track.still_seconds >= 1 ? durationWords(track.still_seconds) : "No"}</Cell>
                <Cell name="Colours">{[...new Set(track.colours)].join(", ") || "–"}</Cell>
                <Cell name="Said by">{saidBy(track)}</Cell>
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
    <th role="columnheader" scope="col" className="py-2 pr-4 font-medium">
      {children}
    </th>
  );
}

/** `name`: of its column, which stands above it where there is no head. */
function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <td
      // eslint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role -- a cell, however it is laid out
      role="cell"
      data-name={name}
      className={
        "tabular-nums max-sm:min-w-0 max-sm:break-words sm:py-2 sm:pr-4 sm:whitespace-nowrap " +
        // Not for screen readers, which have the head.
        "max-sm:before:block max-sm:before:text-quiet max-sm:before:content-[attr(data-name)_/_'']"
      }
    >
      {children}
    </td>
  );
}
