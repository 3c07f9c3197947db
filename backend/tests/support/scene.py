"""A made-up scene for one camera: a textured yard with things in it, frame by frame, and what a tracker would say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID

import cv2
import numpy as np

from argusai.pipeline.capture.streams.contract import Box, Frame, Image
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.scenery.contract import Verdict
from argusai.pipeline.detection.scenery.memory import SceneryMemory
from argusai.pipeline.detection.tracking.contract import TrackPoint
from tests.support.footage import ArrayPicture

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
SIZE = (384, 288)
CAMERA = UUID(int=7)


@cache
def texture(seed: int, width: int, height: int) -> Image:
    """Blotches of a few pixels, between dark and light; the same for the same seed."""
    coarse = np.random.default_rng(seed).integers(30, 200, (height // 5 + 2, width // 5 + 2), dtype=np.uint8)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)  # type: ignore[return-value]


@dataclass
class Prop:
    """Something in the scene. `seed`: its looks."""

    seed: int
    left: float
    top: float
    width: int
    height: int
    label: str = "car"

    @property
    def box(self) -> Box:
        return Box(self.left, self.top, self.left + self.width, self.top + self.height)


@dataclass
class Scene:
    """Things later in `props` stand in front of earlier ones. `light`: brightness factor; `rain`: streaks a frame."""

    props: list[Prop] = field(default_factory=list)
    light: float = 1.0
    rain: int = 0
    noise: float = 2.0
    ground: int = 1
    turned: int = 0  # pixels by which the camera was turned to the left

    def picture(self, number: int) -> ArrayPicture:
        rng = np.random.default_rng(number)
        wide = texture(self.ground, SIZE[0] + 200, SIZE[1]).copy()
        for prop in self.props:
            _paint(wide, prop)
        levels = wide[:, self.turned : self.turned + SIZE[0]] * np.float32(self.light)
        for _ in range(self.rain):
            x, y = int(rng.integers(0, SIZE[0])), int(rng.integers(0, SIZE[1]))
            cv2.line(levels, (x, y), (x + 2, y + 14), 230.0, 1)
        levels += rng.standard_normal(levels.shape, np.float32) * np.float32(self.noise)
        grey = np.clip(levels, 0, 255).astype(np.uint8)
        return ArrayPicture(np.repeat(grey[:, :, None], 3, axis=2))


def _paint(levels: Image, prop: Prop) -> None:
    look = texture(prop.seed, prop.width, prop.height)
    left, top = round(prop.left), round(prop.top)
    x, y = max(0, left), max(0, top)
    part = look[y - top :, x - left :][: max(0, levels.shape[0] - y), : max(0, levels.shape[1] - x)]
    levels[y : y + part.shape[0], x : x + part.shape[1]] = part


@dataclass
class Film:
    """Shows the scene to a memory."""

    scene: Scene
    memory: SceneryMemory = field(default_factory=SceneryMemory)
    at: datetime = START
    number: int = 0
    looked: list[Box] = field(default_factory=list)

    def show(
        self, points: Sequence[TrackPoint] = (), regions: Sequence[Box] = (), seconds: float = 0.2
    ) -> dict[int, Verdict]:
        self.at += timedelta(seconds=seconds)
        self.number += 1
        self.looked = self.memory.due_boxes(self.at)
        frame = Frame(CAMERA, self.number, 0.0, self.at, self.scene.picture(self.number))
        return self.memory.see(frame, [MotionRegion(box, 0.6) for box in regions], points)

    def look(self) -> dict[int, Verdict]:
        """A frame in which nothing moves, and the detector looks where it is asked to: it finds what is there."""
        due = self.memory.due_boxes(self.at + timedelta(seconds=1))
        self.memory.due_boxes(self.at)
        found = [
            self.point(900 + index, prop.box, prop.label, confirmed=False, moving=False, first_seen_at=self.at)
            for index, prop in enumerate(self.scene.props)
            if any(_meets(prop.box, box) for box in due)
        ]
        return self.show(found, seconds=1)

    def wait(self, seconds: int) -> None:
        """Nothing moves."""
        for _ in range(seconds):
            self.look()

    def point(
        self,
        track_id: int,
        box: Box,
        label: str = "car",
        *,
        confirmed: bool = True,
        moving: bool = True,
        first_seen_at: datetime | None = None,
    ) -> TrackPoint:
        since = first_seen_at or self.at
        return TrackPoint(track_id, label, 0.8, 0.8, box, confirmed, True, moving, since)


def _meets(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
