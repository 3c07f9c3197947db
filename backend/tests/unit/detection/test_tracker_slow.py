"""Few frames a second: a walker is somewhere else in each, and is the same all the same."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.detection.tracking.track import Tracker

WIDE, TALL = 30, 90
BRISK = 1.0 * TALL  # pixels a second: 1.7 m/s


@dataclass
class Film:
    tracker: Tracker = field(default_factory=Tracker)
    at: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def show(self, left: float | None, seconds: float, score: float = 0.8, stirs: bool = True) -> list[TrackPoint]:
        self.at += timedelta(seconds=seconds)
        box = Box(left or 0.0, 200, (left or 0.0) + WIDE, 200 + TALL)
        seen = [] if left is None else [Detection("person", score, box)]
        regions = [MotionRegion(box, 0.6)] if seen and stirs else []
        return self.tracker.see(self.at, seen, regions, (768, 576))


@pytest.mark.covers("E20")
@pytest.mark.parametrize("seconds", [0.7, 1.0])
def test_who_goes_three_times_his_width_between_two_frames_is_known_at_the_second(seconds: float) -> None:
    film = Film()
    points = [film.show(100 + BRISK * seconds * number, seconds)[0] for number in range(6)]
    assert [point.track_id for point in points] == [1] * 6
    assert [point.confirmed for point in points] == [False, *[True] * 5]


@pytest.mark.covers("E20")
def test_a_walker_overlooked_in_his_second_frame_is_known_in_his_third() -> None:
    film = Film()
    film.show(100, 1.0)
    film.show(None, 1.0)
    [point] = film.show(100 + 1.6 * BRISK, 1.0)
    assert (point.track_id, point.confirmed) == (1, True)


@pytest.mark.covers("E20")
@pytest.mark.parametrize(("stirs", "same"), [(True, True), (False, False)])
def test_an_unsure_sight_continues_him_only_where_something_moves(stirs: bool, same: bool) -> None:
    film = Film()
    for number in range(2):
        film.show(100 + BRISK * number, 1.0)
    film.show(None, 1.0)
    found = film.show(100 + 2.3 * BRISK, 1.0, score=0.3, stirs=stirs)
    assert any(point.track_id == 1 and point.detected for point in found) is same


@pytest.mark.covers("E1")
def test_where_frames_come_fast_nobody_jumps_so_far() -> None:
    film = Film()
    for number in range(3):
        film.show(100 + 8 * number, 0.2)
    assert all(point.track_id == 2 for point in film.show(116 + BRISK, 0.2) if point.detected)
