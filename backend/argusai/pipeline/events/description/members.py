"""Tracks that are most likely one and the same object, put together again."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from argusai.pipeline.events.assembly.contract import LineCrossing, TrackFacts, ZoneStay
from argusai.pipeline.events.description.movement import Path

# A track goes on where and soon after another ended: the tracker lost the object behind a tree or another one.
_OVERLAP = timedelta(seconds=0.5)
_LONGEST_GAP = timedelta(seconds=5)
_NEAR = 0.2  # share of the frame
_CANDIDATES = 20  # a bound for events with thousands of tracks


@dataclass(frozen=True, slots=True)
class Member:
    """One object of an event, as far as its tracks tell."""

    path: Path
    still_seconds: float
    colours: tuple[str, ...]
    score: float
    first_seen_at: datetime
    last_seen_at: datetime
    zones: tuple[str, ...] = ()
    stays: tuple[ZoneStay, ...] = ()
    crossings: tuple[LineCrossing, ...] = ()

    def goes_on_as(self, track: TrackFacts) -> float | None:
        """How far apart the end of this and the beginning of `track` lie; None when they cannot be one."""
        gap = track.first_seen_at - self.last_seen_at
        if not (self.path and track.path and -_OVERLAP <= gap <= _LONGEST_GAP):
            return None
        distance = math.dist(self.path[-1], track.path[0])
        return distance if distance <= _NEAR else None

    def with_(self, track: TrackFacts) -> "Member":
        better = bool(track.colours) and (not self.colours or track.score > self.score)
        return Member(
            path=self.path + track.path,
            still_seconds=self.still_seconds + track.still_seconds,
            colours=track.colours if better else self.colours,
            score=max(self.score, track.score),
            first_seen_at=self.first_seen_at,
            last_seen_at=max(self.last_seen_at, track.last_seen_at),
            zones=self.zones + track.zones,
            stays=self.stays + track.stays,
            crossings=self.crossings + track.crossings,
        )


def members(tracks: Sequence[TrackFacts]) -> tuple[Member, ...]:
    """`tracks`: of one label, the earliest first."""
    found: list[Member] = []
    for track in tracks:
        near: list[tuple[float, int]] = []
        for place in range(max(0, len(found) - _CANDIDATES), len(found)):
            distance = found[place].goes_on_as(track)
            if distance is not None:
                near.append((distance, place))
        if near:
            _, place = min(near)
            found.append(found.pop(place).with_(track))
        else:
            seen = (track.first_seen_at, track.last_seen_at)
            score, colours = track.score, track.colours
            found.append(
                Member(
                    track.path, track.still_seconds, colours, score, *seen, track.zones, track.stays, track.crossings
                )
            )
    return tuple(found)
