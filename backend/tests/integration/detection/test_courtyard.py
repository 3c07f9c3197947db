"""The real network on real footage: people are found and followed, and nothing is invented."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from uuid import UUID

import numpy as np
import pytest

from argusai.flow.watching import Analysis
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.contract import Box, Picture
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.objects.crops import tiles
from argusai.pipeline.detection.tracking.contract import TrackPoint
from tests.support.footage import COURTYARD_SIZE, ArrayPicture, courtyard, detector, frames

Points = tuple[tuple[TrackPoint, ...], ...]
CAMERA = Camera(UUID(int=1), "Yard", Source("file", "/yard.mp4"))


@cache
def watched(first: int, last: int) -> Points:
    """Frames `first` to `last`, five a second, through motion, crops, detector and tracker."""
    analysis = Analysis(CAMERA, detector())
    return tuple(tuple(analysis.see(frame).points) for frame in frames(courtyard(), first, last, step=2))


@pytest.mark.covers("F9")
def test_the_people_of_one_frame_are_found_on_tiles() -> None:
    [frame] = frames(courtyard(), 301, 301)
    found = detector().detect(frame.picture, tiles(*COURTYARD_SIZE))
    sure = [each for each in found if each.score >= 0.5 and each.label == "person"]
    assert len(sure) == 6


@pytest.mark.soak  # seven seconds of the detector; `argusai analyze` shows the same in the suite
@pytest.mark.covers("F9")
def test_the_walkers_are_followed_and_nothing_else_is_confirmed() -> None:
    shown = watched(1, 90)
    confirmed = [[point for point in frame if point.confirmed] for frame in shown]
    held = Counter(point.track_id for frame in confirmed for point in frame)
    assert {point.label for frame in confirmed for point in frame} == {"person"}
    assert sum(map(len, confirmed[15:])) / len(confirmed[15:]) > 3.5
    assert sorted(held.values())[-3] >= 30  # of 45 frames: identities hold
    assert len(held) <= 12


@pytest.mark.soak  # eight seconds of the detector
@pytest.mark.covers("F9")
def test_the_parked_cars_are_never_confirmed_even_when_a_boot_is_opened() -> None:
    """A man walks past the parked van to the parked car, opens its boot and stands before it."""
    points = [point for frame in watched(700, 770) for point in frame]
    assert {point.label for point in points if point.confirmed} == {"person"}
    assert {point.label for point in points} & {"car", "truck"}


class Watching:
    """Implements ObjectDetector: finds nothing, remembers where it was told to look."""

    def __init__(self) -> None:
        self.areas: list[Box] = []

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        self.areas += areas
        return []


@pytest.mark.covers("F9")
def test_a_picture_without_motion_is_shown_to_the_detector_only_at_the_start() -> None:
    [still] = frames(courtyard(), 100, 100)
    watching = Watching()
    analysis = Analysis(CAMERA, watching)
    for number in range(40):
        if number == 20:
            watching.areas.clear()
        analysis.see(replace(still, number=number + 1, at=still.at + timedelta(seconds=number / 5)))
    assert watching.areas == []


def test_black_frames_in_between_confirm_nothing_new() -> None:
    shown = list(frames(courtyard(), 1, 20, step=2))
    black = ArrayPicture(np.zeros((COURTYARD_SIZE[1], COURTYARD_SIZE[0], 3), np.uint8))
    analysis = Analysis(CAMERA, detector())
    before = [analysis.see(frame).points for frame in shown][-1]
    dark = [
        analysis.see(replace(shown[-1], at=shown[-1].at + timedelta(seconds=n), picture=black)).points
        for n in (1, 2, 3)
    ]
    assert {p.track_id for frame in dark for p in frame if p.confirmed} <= {p.track_id for p in before if p.confirmed}
    assert not any(point.detected for frame in dark for point in frame)
