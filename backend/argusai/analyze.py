"""A video file through the same path as a camera, as fast as the machine can: what `argusai analyze` does.

Decoding runs ahead in a thread of its own, so that it overlaps with the detector.
"""

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal
from uuid import UUID

from argusai.flow.watching import NOTHING_SEEN, Analysis
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.contract import Frame
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.capture.streams.offline import NoRecorder
from argusai.pipeline.capture.streams.pick import Pick
from argusai.pipeline.capture.streams.pyav.source import PyavSource
from argusai.pipeline.detection.motion.settings import MotionSettings
from argusai.pipeline.detection.objects.eyes import Eyes
from argusai.pipeline.detection.objects.ports import ObjectDetector
from argusai.pipeline.detection.tracking.rows import TrackRows
from argusai.pipeline.detection.tracking.settings import TrackSettings
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.assemble import Assembler
from argusai.pipeline.events.assembly.contract import EventFacts, EventReport, ParcelFact
from argusai.pipeline.events.assembly.settings import AssemblySettings
from argusai.pipeline.events.assembly.stage import EventStage
from argusai.pipeline.events.description.describe import describe

_START = datetime(2026, 1, 1, 12, tzinfo=UTC)  # a clip has no wall time: its seconds count from here
_CLIP_CAMERA = UUID(int=0)
_AHEAD = 8  # decoded frames
_WAIT_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class FoundParcel:
    """`at`: second of the clip. `box`: left, top, width, height in pixels of the clip."""

    change: Literal["left", "taken"]
    at: float
    box: tuple[float, float, float, float]
    probability: float


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """Seconds of the clip. `tracks`: ids, as in the rows of tracks. `reported_at`: when it was first told. `parcels`:
    what was probably left or taken during it."""

    start: float
    end: float
    labels: list[str]
    description: str
    tracks: list[int]
    reported_at: float
    parcels: list[FoundParcel]


@dataclass(frozen=True, slots=True)
class Seen:
    """After one analysed frame. `share`: how much of the file is read, 0–1. `events`: those that just ended. `frame`:
    its number, from 1."""

    share: float
    seconds: float
    events: list[FoundEvent]
    frame: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be set about looking at a clip."""

    motion: MotionSettings = field(default_factory=MotionSettings)
    tracking: TrackSettings = field(default_factory=TrackSettings)
    assembly: AssemblySettings = field(default_factory=AssemblySettings)


@dataclass(slots=True)
class _Ahead:
    """What the decoding thread shares with the analysis. None ends it; an error is raised there."""

    frames: "queue.Queue[tuple[Frame, float] | StreamError | None]" = field(
        default_factory=lambda: queue.Queue(maxsize=_AHEAD)
    )
    stop: threading.Event = field(default_factory=threading.Event)

    def give(self, item: "tuple[Frame, float] | StreamError | None") -> bool:
        """False when nobody wants it any more."""
        while not self.stop.is_set():
            try:
                self.frames.put(item, timeout=_WAIT_SECONDS)
            except queue.Full:
                continue
            return True
        return False


class ClipEvents:
    """Turns the reports of one clip into finished events. The last one waits until the next opens: it may be told anew,
    with a parcel that was seen only once the way was clear."""

    def __init__(self, camera_name: str) -> None:
        self._camera_name = camera_name
        self._told_at: dict[UUID, float] = {}
        self._done: dict[UUID, FoundEvent] = {}
        self._open = False
        self.seconds = 0.0

    def report(self, report: EventReport) -> None:
        event_id = report.facts.event_id
        told_at = self._told_at.setdefault(event_id, self.seconds)
        self._open = report.stage != "closed"
        if not self._open:
            self._done[event_id] = _found(report.facts, told_at, self._camera_name)

    def take(self, *, all_of_them: bool = False) -> list[FoundEvent]:
        if not (self._open or all_of_them):
            return []
        done, self._done = list(self._done.values()), {}
        return done


def analyze(
    clip: Path,
    detector: ObjectDetector | Eyes,
    rows: TrackRows | None = None,
    frames_per_second: float | None = 5.0,
    busy_frames_per_second: float = 10.0,
    choices: Choices = Choices(),
) -> Iterator[Seen]:
    """Look at `clip` from its first frame to its last: at `frames_per_second`, and while something moves at
    `busy_frames_per_second`, as a camera is looked at; `frames_per_second` None: at every frame.

    Raises StreamError when it is no readable video, DetectorBroken when the detector answers nonsense.
    """
    camera = Camera(_CLIP_CAMERA, clip.stem, Source("file", str(clip.absolute())))
    events = ClipEvents(clip.stem)
    analysis = Analysis(camera, detector, choices.motion, choices.tracking)
    stage = EventStage(camera, Assembler(camera.id, choices.assembly), Album(None), NoRecorder(), events.report)
    number = 0
    pick = Pick(frames_per_second, busy_frames_per_second) if frames_per_second else None
    with PyavSource(camera.source) as source, _ahead(source, clip.stat().st_size) as ahead:
        while (item := ahead.frames.get()) is not None:
            if isinstance(item, StreamError):
                raise item
            frame, share = item
            if pick is not None and not pick.wanted(frame.media_seconds):
                continue
            sight = NOTHING_SEEN if not stage.is_open and analysis.rests(frame) else analysis.see(frame)
            if pick is not None:
                pick.eager = sight.eager
            if rows is not None:
                rows.see(frame.number, sight.points)
            events.seconds = frame.media_seconds
            stage.see(frame, sight.points)
            stage.see_parcels(frame, sight.parcels)
            number = frame.number
            yield Seen(share, frame.media_seconds, events.take(), number)
    stage.close()
    yield Seen(1.0, events.seconds, events.take(all_of_them=True), number)


@contextmanager
def _ahead(source: PyavSource, size: int) -> Iterator[_Ahead]:
    ahead = _Ahead()
    thread = threading.Thread(target=_decode, args=(source, size, ahead), name="decode", daemon=True)
    thread.start()
    try:
        yield ahead
    finally:
        ahead.stop.set()
        thread.join()


def _decode(source: PyavSource, size: int, ahead: _Ahead) -> None:
    number, share = 0, 0.0
    try:
        for unit in source.units():
            share = max(share, min(1.0, (getattr(unit.raw, "pos", None) or 0) / max(1, size)))
            for decoded in source.decode(unit):
                number += 1
                at = _START + timedelta(seconds=decoded.seconds)
                frame = Frame(_CLIP_CAMERA, number, decoded.seconds, at, decoded.picture)
                if not ahead.give((frame, share)):
                    return
            if ahead.stop.is_set():
                return
        ahead.give(None)
    except StreamError as error:
        ahead.give(error)


def _found(facts: EventFacts, told_at: float, camera_name: str) -> FoundEvent:
    said = describe(facts, camera_name, "en", None, provisional=False)
    return FoundEvent(
        start=_seconds(facts.started_at),
        end=_seconds(facts.ended_at or facts.last_activity_at),
        labels=sorted(facts.most_at_once),
        description=said.text,
        tracks=sorted(track.track_id for track in facts.tracks),
        reported_at=round(told_at, 3),
        parcels=[_parcel(parcel, facts) for parcel in facts.parcels],
    )


def _parcel(parcel: ParcelFact, facts: EventFacts) -> FoundParcel:
    box, width, height = parcel.box, facts.width, facts.height
    left, top = round(box.left * width, 1), round(box.top * height, 1)
    size = round((box.right - box.left) * width, 1), round((box.bottom - box.top) * height, 1)
    return FoundParcel(parcel.change, _seconds(parcel.at), (left, top, *size), parcel.probability)


def _seconds(at: datetime) -> float:
    return round((at - _START).total_seconds(), 3)
