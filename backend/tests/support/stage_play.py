"""A painted scene with actors, a detector's boxes for them, and a tracker that watches: for tests of identities."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np

from argusai.pipeline.capture.streams.contract import Box, Image
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.objects.contract import Detection, Opinion
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.detection.tracking.opencv import Pixels
from argusai.pipeline.detection.tracking.ports import Evidence
from argusai.pipeline.detection.tracking.track import Tracker
from tests.support.footage import ArrayPicture

START = datetime(2026, 1, 1, tzinfo=UTC)
SIZE = (768, 576)
RED, BLUE, BLACK = (40, 40, 200), (200, 80, 30), (25, 25, 25)  # BGR


@dataclass(frozen=True)
class Actor:
    """A person with a top and dark trousers, 36 × 90 pixels. `seen`: what the detector finds, 0: nothing. `faint`: the
    scene behind shines through. `part`: the detector finds the legs only."""

    left: float
    top: float = 200
    colour: tuple[int, int, int] = RED
    seen: float = 0.8
    moves: bool = True
    hidden: bool = False
    faint: bool = False
    part: bool = False
    opinions: tuple[Opinion, ...] = ()

    @property
    def box(self) -> Box:
        return Box(self.left, self.top, self.left + 36, self.top + 90)

    @property
    def found(self) -> Box:
        return Box(self.left, self.top + 45, self.left + 36, self.top + 90) if self.part else self.box


@dataclass
class Scene:
    """Shows a tracker frame after frame, `rate` a second."""

    rate: float = 10
    tracker: Tracker = field(default_factory=Tracker)
    at: datetime = START
    seconds: float = 0.0
    background: Image = field(
        default_factory=lambda: np.random.default_rng(1).integers(90, 170, (576, 768, 3)).astype(np.uint8)
    )

    def show(self, *actors: Actor, unlooked: Sequence[Box] = ()) -> list[TrackPoint]:
        self.at += timedelta(seconds=1 / self.rate)
        self.seconds += 1 / self.rate
        shown = [actor for actor in actors if not actor.hidden]
        detections = [Detection("person", a.seen, a.found, a.opinions) for a in shown if a.seen and not unlooked]
        regions = [MotionRegion(actor.box, share=0.6) for actor in shown if actor.moves]
        evidence = Evidence(unlooked, Pixels(ArrayPicture(self._painted(shown))))
        return self.tracker.see(self.at, detections, regions, SIZE, evidence)

    def walk(self, left: float, to: float, seconds: float = 2.0, **changed: object) -> list[TrackPoint]:
        points: list[TrackPoint] = []
        count = round(seconds * self.rate)
        for number in range(count):
            place = left + (to - left) * number / max(1, count - 1)
            points = self.show(Actor(place, **changed))  # type: ignore[arg-type] # an actor's own fields
        return points

    def _painted(self, actors: Sequence[Actor]) -> Image:
        picture = self.background.copy()
        for actor in actors:
            left, top = int(actor.left), int(actor.top)
            picture[top : top + 18, left + 12 : left + 24] = (120, 150, 200)
            picture[top + 18 : top + 48, left + 2 : left + 34] = actor.colour
            picture[top + 48 : top + 90, left + 6 : left + 30] = (50, 40, 35)
            if actor.faint:
                picture = (0.9 * self.background + 0.1 * picture).astype(np.uint8)
        return picture
