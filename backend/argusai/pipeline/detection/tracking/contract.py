"""What later stages may know of tracks."""

from dataclasses import dataclass
from datetime import datetime

from argusai.pipeline.capture.cameras.contract import Side
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.contract import Opinion, family_of

_RIGID = frozenset({"vehicle", "two-wheeler", "boat"})


def is_rigid(label: str) -> bool:
    """It cannot move without going somewhere, and may stand for days; people and animals move on the spot."""
    return family_of(label) in _RIGID


@dataclass(frozen=True, slots=True)
class Stay:
    """In a zone in which one must stay for a while, since when."""

    zone: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Crossing:
    """Of a line of the owner's, towards its left or its right; `side`: what he calls it, may be empty."""

    line: str
    towards: Side
    side: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """One track in one frame. `detected`: False where the box is only predicted. `moving`: the motion overlaps it.
    `held`: not detected, but it stood still and its place looks as it did then, so it is still there. `opinions`: what
    each model said of it so far, one each: the label it gave most weight, and its mean score for that.
    `zones`: names of the owner's zones in which it stands, `stays`: in which of them for a while, `crossings`: of his
    lines, all so far; filled in only for tracks that count (decisions/filters)."""

    track_id: int
    label: str
    score: float
    median_score: float
    box: Box
    confirmed: bool
    detected: bool
    moving: bool
    first_seen_at: datetime
    held: bool = False
    opinions: tuple[Opinion, ...] = ()
    zones: tuple[str, ...] = ()
    stays: tuple[Stay, ...] = ()
    crossings: tuple[Crossing, ...] = ()

    @property
    def present(self) -> bool:
        """There is evidence for it in this very frame."""
        return self.detected or self.held
