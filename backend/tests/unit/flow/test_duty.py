"""What is seen while a camera does not watch is told nobody, and nothing is forgotten (C8)."""

from datetime import UTC, datetime, timedelta

import pytest

from argusai.flow.duty import Duty
from argusai.pipeline.capture.cameras.contract import Hours, WeeklyRange
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.tracking.contract import TrackPoint

pytestmark = pytest.mark.covers("C8")

TEN = datetime(2026, 6, 1, 10, tzinfo=UTC)
MORNINGS = Hours((WeeklyRange(frozenset(range(7)), 600, 720),))


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def point(number: int = 1, *, confirmed: bool = True, born_at: datetime = TEN - seconds(30)) -> TrackPoint:
    return TrackPoint(number, "person", 0.8, 0.8, Box(0, 0, 10, 20), confirmed, True, True, born_at)


def test_before_the_hours_what_is_real_has_a_reason_and_nothing_is_told() -> None:
    duty = Duty(MORNINGS)
    duty.see(TEN - seconds(1))
    verdicts = duty.judge([point(1), point(2, confirmed=False)])
    assert {number: (each.reason, dict(each.numbers)) for number, each in verdicts.items()} == {1: ("schedule", {})}
    assert duty.told([point()]) == []


def test_a_pause_says_that_it_was_one() -> None:
    duty = Duty(Hours(paused=True, paused_until=TEN))
    duty.see(TEN - seconds(1))
    assert dict(duty.judge([point()])[1].numbers) == {"paused": 1.0}


def test_what_was_there_before_was_first_seen_when_the_hours_began() -> None:
    duty = Duty(MORNINGS)
    duty.see(TEN - seconds(1))
    duty.see(TEN)
    duty.see(TEN + seconds(5))
    assert not duty.off
    assert duty.judge([point()]) == {}
    later = TEN + seconds(3)
    assert [each.first_seen_at for each in duty.told([point(), point(2, born_at=later)])] == [TEN, later]


def test_a_clock_that_is_set_back_makes_nobody_younger() -> None:
    duty = Duty(MORNINGS)
    for at in (TEN - seconds(1), TEN + timedelta(hours=1), TEN + timedelta(minutes=1)):
        duty.see(at)
    assert [each.first_seen_at for each in duty.told([point()])] == [TEN - seconds(30)]


def test_new_hours_hold_from_the_next_moment_on() -> None:
    duty = Duty(MORNINGS)
    duty.see(TEN)
    duty.obey(Hours(paused=True))
    assert not duty.off
    duty.see(TEN + seconds(1))
    assert duty.off
    duty.obey(MORNINGS)
    duty.see(TEN + seconds(2))
    assert [each.first_seen_at for each in duty.told([point()])] == [TEN + seconds(2)]
