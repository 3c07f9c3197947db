"""When every frame is worth looking at."""

from datetime import UTC, datetime, timedelta

import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.detection.tracking.eagerness import Eagerness

pytestmark = pytest.mark.covers("E1")
START = datetime(2026, 1, 1, tzinfo=UTC)


def walker(moving: bool = True) -> TrackPoint:
    return TrackPoint(1, "person", 0.8, 0.8, Box(0, 0, 10, 30), False, True, moving, START)


def seen(eagerness: Eagerness, seconds: float, stirs: bool, *points: TrackPoint) -> bool:
    return eagerness.see(START + timedelta(seconds=seconds), stirs, points)


def test_nothing_wants_nothing() -> None:
    assert not seen(Eagerness(), 0, False)


def test_new_motion_is_looked_at_closely_and_endless_motion_is_not() -> None:
    rain = Eagerness()
    assert [seen(rain, second, True) for second in range(6)] == [True, True, True, True, False, False]


def test_motion_after_a_pause_is_new_again() -> None:
    leaves = Eagerness()
    for second in range(8):
        seen(leaves, second, True)
    assert not seen(leaves, 9, False)
    assert seen(leaves, 12, True)


def test_a_walker_is_followed_closely_and_for_a_moment_after_he_stopped() -> None:
    eagerness = Eagerness()
    assert [seen(eagerness, second, False, walker(moving=second < 5)) for second in range(9)] == [True] * 7 + [
        False
    ] * 2


def test_a_clock_that_was_set_back_is_no_reason() -> None:
    eagerness = Eagerness()
    assert seen(eagerness, 100, True, walker())
    assert not seen(eagerness, 0, False)
