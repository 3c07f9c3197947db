"""A parked van under rain, with the real yard, motion, tracker and memory; only the detector is made up: it draws its
box as unsteadily as a real one does in rain."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import cv2
import numpy as np
import pytest

from argusai.flow.watching import Analysis
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.contract import Box, Frame, Image, Picture
from argusai.pipeline.detection.objects.contract import Detection
from tests.support.footage import START, ArrayPicture, courtyard, frames

pytestmark = pytest.mark.covers("E4")
CAMERA = Camera(UUID(int=1), "Yard", Source("file", "/yard.mp4"))
VAN = Box(651, 43, 725, 100)


class Unsteady:
    """Implements ObjectDetector: wherever it looks at the van it finds it, a tenth off, now and then as a car."""

    def __init__(self) -> None:
        self._rng = np.random.default_rng(5)
        self.looks = 0

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        self.looks += len(areas)
        if not any(area.left < VAN.left + 20 and area.right > VAN.right - 20 and area.top < 60 for area in areas):
            return []
        off = self._rng.normal(0, 0.1, 2) * (VAN.width, VAN.height)
        grown = self._rng.normal(0, 0.06, 2) * (VAN.width, VAN.height)
        left, top = VAN.left + off[0], VAN.top + off[1]
        label = "car" if self._rng.random() < 0.2 else "truck"
        return [Detection(label, 0.7, Box(left, top, left + VAN.width + grown[0], top + VAN.height + grown[1]))]


def rain_on(yard: Image, number: int) -> ArrayPicture:
    """Gusts: little rain in most frames, sheets of it on the van in some, under clouds that come and go."""
    rng = np.random.default_rng(number)
    cloud = 0.8 + 0.2 * np.sin(number / 40)
    wet = (yard * cloud).astype(np.uint8)
    for _ in range(60):
        x, y = (int(value) for value in rng.integers(0, (768, 576)))
        cv2.line(wet, (x, y), (x + 3, y + 16), (200, 200, 200), 1)
    for _ in range(int(rng.integers(0, 25))):
        x, y = int(rng.integers(int(VAN.left), int(VAN.right))), int(rng.integers(20, 100))
        cv2.line(wet, (x, y), (x + 4, y + 30), (235, 235, 235), 2)
    return ArrayPicture(wet)


def told_in_rain(count: int, seconds: float) -> tuple[int, int]:
    """Of `count` frames, so far apart: in how many the van could open an event, and how often the detector looked."""
    [still] = frames(courtyard(), 100, 100)
    detector = Unsteady()
    analysis, yard, told = Analysis(CAMERA, detector), still.picture.bgr(), 0
    for number in range(count):
        at = START + timedelta(seconds=number * seconds)
        sight = analysis.see(Frame(CAMERA.id, number + 1, number * seconds, at, rain_on(yard, number)))
        told += any(point.confirmed for point in sight.points)
    return told, detector.looks


def test_half_a_minute_of_rain_on_a_parked_van_is_silent() -> None:
    told, looks = told_in_rain(150, 0.2)
    assert looks > 20  # the rain does bring the detector there
    assert told == 0


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_an_hour_of_rain_on_a_parked_van_is_silent() -> None:
    told, _ = told_in_rain(3600, 1.0)
    assert told == 0
