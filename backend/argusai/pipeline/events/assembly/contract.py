"""What later stages may know of an event: its facts and its pictures. Everything here travels as JSON."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID

from argusai.pipeline.detection.objects.contract import Opinion

Stage = Literal["opened", "grown", "closed"]
MediaKind = Literal["thumbnail", "snapshot", "frame", "clip"]
# "track": a moving object; "manual": a person asked; "api": a picture or video was sent in; "doorbell": it rang.
Trigger = Literal["track", "manual", "api", "doorbell"]
# What was seen for less, or with a lower score, is mostly a fragment of something else.
_SHORTEST = timedelta(seconds=1)
_LOWEST_SCORE = 0.5


def event_folder(event_id: UUID, started_at: datetime) -> str:
    """Where the files of an event lie, relative to the media folder; `started_at` never changes, so neither does it."""
    return f"{started_at.astimezone(UTC):%Y/%m/%d}/{event_id}"


def clip_path(event_id: UUID, started_at: datetime) -> str:
    """Where the clip of an event is written, relative to the media folder: known before it exists, so that a part of
    it can be found after a crash."""
    return f"{event_folder(event_id, started_at)}/clip.mp4"


@dataclass(frozen=True, slots=True)
class RelativeBox:
    """A rectangle as shares of the frame, 0–1, so it fits any copy of the picture."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ZoneStay:
    """It stayed in a zone in which one must stay for a while, for `seconds` so far, the longest time."""

    zone: str
    seconds: float


@dataclass(frozen=True, slots=True)
class LineCrossing:
    """Of a line of the owner's; `side`: what he calls the side to which it went, may be empty."""

    line: str
    towards: Literal["left", "right"]
    side: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TrackFacts:
    """What is known of one object. `path`: foot points as shares of the frame, oldest first, at most 40.
    `colours`: dominant colour words (black, grey, white, red, orange, yellow, green, blue, purple, brown), the upper
    half of the body first for people, at most 2; empty when not clear. `still_seconds`: how long it stood still.
    `box`: at the best score. `opinions`: what each model said of it, one each. `zones`: in which it stood, in order.
    Of these, as of `stays` and `crossings`, there are none in events of earlier versions."""

    track_id: int
    label: str
    score: float
    first_seen_at: datetime
    last_seen_at: datetime
    path: tuple[tuple[float, float], ...]
    colours: tuple[str, ...]
    still_seconds: float
    box: RelativeBox
    opinions: tuple[Opinion, ...] = ()
    zones: tuple[str, ...] = ()
    stays: tuple[ZoneStay, ...] = ()
    crossings: tuple[LineCrossing, ...] = ()

    @property
    def is_fragment(self) -> bool:
        return self.last_seen_at - self.first_seen_at < _SHORTEST or self.score < _LOWEST_SCORE


def without_fragments(tracks: tuple[TrackFacts, ...]) -> tuple[TrackFacts, ...]:
    """All of them, when there is nothing else."""
    return tuple(track for track in tracks if not track.is_fragment) or tracks


@dataclass(frozen=True, slots=True)
class ParcelFact:
    """A thing that was probably left or taken during the event. `parcel_id`: the same for both. `probability`: 0–1,
    how much speaks for it."""

    parcel_id: UUID
    change: Literal["left", "taken"]
    at: datetime
    box: RelativeBox
    probability: float


@dataclass(frozen=True, slots=True)
class EventFacts:
    """`trigger`: what opened it. `most_at_once`: per label, the most seen in one frame (so identity switches cannot
    invent people). `focus`: the point of the snapshot to keep in view, shares of the frame. `ended_at`: None while
    open. `width`, `height`: of the frames, pixels; 0: there is no picture. `looked`: whether objects were looked for at
    all. `said`: labels that the sender of an "api" event gave; `note`: the sender's words. Only a "track" event always
    has tracks."""

    event_id: UUID
    camera_id: UUID
    trigger: Trigger
    started_at: datetime
    last_activity_at: datetime
    ended_at: datetime | None
    continues_id: UUID | None
    tracks: tuple[TrackFacts, ...]
    most_at_once: dict[str, int]
    focus: tuple[float, float]
    width: int
    height: int
    parcels: tuple[ParcelFact, ...] = ()
    looked: bool = True
    said: tuple[str, ...] = ()
    note: str = ""

    @property
    def labels(self) -> list[str]:
        """What was seen or said to be there; sorted."""
        return sorted({*self.most_at_once, *self.said})

    def ended(self, at: datetime) -> "EventFacts":
        """Over since `at`: of the tracks only those that are no fragments, and no more at once than these."""
        tracks = without_fragments(self.tracks)
        held = Counter(track.label for track in tracks)
        most = {label: max(1, min(self.most_at_once.get(label, 1), many)) for label, many in sorted(held.items())}
        return replace(self, ended_at=at, tracks=tracks, most_at_once=most)


@dataclass(frozen=True, slots=True)
class LabelledBox:
    label: str
    score: float
    box: RelativeBox


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that is already on disk and fsynced, its folder too. `path` is relative to the media folder."""

    kind: MediaKind
    path: str
    content_type: str
    bytes: int
    width: int
    height: int
    taken_at: datetime
    duration_seconds: float | None = None
    boxes: tuple[LabelledBox, ...] = ()


@dataclass(frozen=True, slots=True)
class EventReport:
    """One step in the life of an event, complete in itself: `facts` as of now, and *new* media only. Reports of one
    event come in order; the same report may come twice and must then change nothing. A `thumbnail` or `snapshot`
    replaces the earlier one; `frame`s add up; `clip` comes with or after "closed"."""

    stage: Stage
    facts: EventFacts
    media: tuple[MediaFile, ...]
