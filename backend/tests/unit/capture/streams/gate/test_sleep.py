"""When nothing but keyframes would be decoded (C11)."""

import pytest

from argusai.pipeline.capture.streams.gate.sleep import Interval, Sleep

pytestmark = pytest.mark.covers("C11")


def asleep_after(moved: list[bool], calm: float = 10) -> list[bool]:
    sleep, after = Sleep(calm), []
    for at, each in enumerate(moved):
        sleep.keyframe(float(at), moved=each)
        after.append(sleep.asleep)
    return after


def test_it_sleeps_after_ten_calm_seconds_and_wakes_at_once() -> None:
    after = asleep_after([True, *[False] * 14, True, False])
    assert after == [*[False] * 10, *[True] * 5, False, False]


def test_what_the_analysis_follows_keeps_it_awake() -> None:
    sleep = Sleep()
    for at in range(60):
        if at < 40:
            sleep.stir(float(at))  # an event is open, though nobody moves
        sleep.keyframe(float(at), moved=False)
        assert sleep.asleep == (at >= 49)


def test_time_that_begins_anew_wakes_it() -> None:
    sleep = Sleep()
    for at in (100.0, 111.0):
        sleep.keyframe(at, moved=False)
    assert sleep.asleep
    sleep.keyframe(0.0, moved=False)
    assert not sleep.asleep


@pytest.mark.parametrize(
    ("gaps", "short"),
    [
        ([1.0] * 8, True),
        ([0.5] * 8, True),
        ([1.0, 1.04, 0.97, 1.0], True),
        ([1.0, 1.0], False),
        ([1.0] * 7 + [2.0], False),
        ([4.0] * 8, False),
        ([0.2, 3.0] * 4, False),
        ([4.0] + [1.0] * 8, True),
    ],
)
def test_the_longest_of_the_last_intervals_counts(gaps: list[float], short: bool) -> None:
    interval, at = Interval(), 0.0
    interval.keyframe(at)
    for gap in gaps:
        at += gap
        interval.keyframe(at)
    assert interval.short == short
    assert interval.known == (len(gaps) >= 3)


def test_a_keyframe_that_does_not_come_is_noticed_before_the_next() -> None:
    interval = Interval()
    for at in range(6):
        interval.keyframe(float(at))
    assert interval.short
    assert not interval.overdue(6.1)
    assert interval.overdue(6.3)
    assert not interval.short
