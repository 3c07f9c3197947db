"""Who and what appears in a composed clip, and where it is at each moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from argusai.evaluation.compose.opencv_cut import Cut

Point = tuple[float, float]

_ALWAYS = 1e9
_CUTS_PER_SECOND = 10  # the footage's own rate
WALKING = 0.7  # heights of the walker a second; 1.2 m/s
# How tall a person is whose feet are at this row of the courtyard's picture: read off the footage.
_ROW, _HEIGHT, _SLOPE, _LEAST_HEIGHT = 245.0, 70.0, 0.28, 24.0


def height_at(row: float) -> float:
    """Pixels of the courtyard's picture."""
    return max(_LEAST_HEIGHT, _HEIGHT + _SLOPE * (row - _ROW))


@dataclass(frozen=True, slots=True)
class Pose:
    """`foot`: pixels of the picture. `height`: pixels. `mirror`: left and right are swapped."""

    cut: Cut
    foot: Point
    height: float
    mirror: bool = False


class Actor(Protocol):
    """`label` empty: a thing that is nobody's visit. `since`, `until`: seconds between which its presence counts."""

    @property
    def label(self) -> str: ...

    @property
    def since(self) -> float: ...

    @property
    def until(self) -> float: ...

    def at(self, seconds: float) -> Pose | None:
        """None: not there."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A straight part of a way. `cuts`: played to and fro. `heading`: of the cuts; see `people.Stretch`."""

    cuts: Sequence[Cut]
    heading: int
    start: Point
    end: Point
    seconds: float


_PERSON = ("person", 0.0, _ALWAYS)


class Walker:
    """Goes leg after leg from `begin` on. `scale`: of the height that the place asks for. `visit`: label, and the
    seconds between which its presence is a visit (a car is no visitor any more once it is parked)."""

    def __init__(
        self, legs: Sequence[Leg], begin: float, scale: float = 1.0, visit: tuple[str, float, float] = _PERSON
    ) -> None:
        self.label, self.since, self.until = visit
        self._legs = legs
        self._begin = begin
        self._scale = scale

    def at(self, seconds: float) -> Pose | None:
        since = seconds - self._begin
        if since < 0:
            return None
        for leg in self._legs:
            if since < leg.seconds:
                return self._pose(leg, since)
            since -= leg.seconds
        return None

    def _pose(self, leg: Leg, since: float) -> Pose:
        share = since / leg.seconds
        foot = tuple(a + (b - a) * share for a, b in zip(leg.start, leg.end, strict=True))
        cut = leg.cuts[_to_and_fro(round(since * _CUTS_PER_SECOND), len(leg.cuts))]
        across = leg.end[0] - leg.start[0]
        mirror = leg.heading != 0 and across != 0 and (across > 0) != (leg.heading > 0)
        return Pose(cut, (foot[0], foot[1]), height_at(foot[1]) * self._scale, mirror)


@dataclass(frozen=True, slots=True)
class Still:
    """Never moves by itself: a poster, a statue, a parcel, a parked car. `since`, `until`: seconds when it is there.
    `height`: pixels."""

    cut: Cut
    foot: Point
    height: float
    since: float = -1.0
    until: float = _ALWAYS
    mirror: bool = False
    label: str = ""

    def at(self, seconds: float) -> Pose | None:
        return Pose(self.cut, self.foot, self.height, self.mirror) if self.since <= seconds < self.until else None


def walk(cuts: Sequence[Cut], heading: int, way: Sequence[Point], speed: float = WALKING) -> list[Leg]:
    """Legs along `way`. `speed`: heights of the walker a second."""
    legs = []
    for start, end in pairwise(way):
        length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        height = (height_at(start[1]) + height_at(end[1])) / 2
        legs.append(Leg(cuts, heading, start, end, length / (height * speed)))
    return legs


def stand(cuts: Sequence[Cut], place: Point, seconds: float) -> Leg:
    """With the small movements that the cuts have."""
    return Leg(cuts, 0, place, place, seconds)


def _to_and_fro(step: int, many: int) -> int:
    if many < 2:
        return 0
    step %= 2 * many - 2
    return step if step < many else 2 * many - 2 - step
