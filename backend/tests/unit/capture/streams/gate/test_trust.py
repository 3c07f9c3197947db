"""What a gate has to show before it is trusted, and what takes the trust away (C11)."""

import pytest

from argusai.pipeline.capture.streams.gate.trust import DAY_SECONDS, LEAST_EVENTS, Comparison, Trust

pytestmark = pytest.mark.covers("C11")

EARNED = Trust("h264 1920x1080", DAY_SECONDS, LEAST_EVENTS)


def test_a_day_and_some_events_earn_it() -> None:
    assert EARNED.earned
    assert not Trust("h264", DAY_SECONDS, LEAST_EVENTS - 1).earned, "a day without anybody proves nothing"
    assert not Trust("h264", DAY_SECONDS - 1, 100).earned


def test_one_miss_takes_all_of_it_and_is_remembered() -> None:
    after = EARNED.after(missed=1)
    assert (after.earned, after.watched_seconds, after.events, after.missed) == (False, 0.0, 0, 1)
    assert after.after(missed=2).missed == 3


def test_another_stream_has_to_earn_it_anew() -> None:
    assert EARNED.on("h264 1920x1080") is EARNED
    assert not EARNED.on("hevc 1920x1080").earned


def test_an_event_for_which_it_woke_counts() -> None:
    comparison = Comparison()
    assert comparison.gate(1, asleep=True) == (0, 0)
    assert comparison.gate(2, asleep=False) == (0, 0)
    assert comparison.event(2.8) == 1


def test_a_wake_shortly_after_the_event_opened_counts_too() -> None:
    comparison = Comparison()
    comparison.gate(1, asleep=True)
    assert comparison.event(1.4) == 0
    assert comparison.gate(2, asleep=True) == (0, 0)
    assert comparison.gate(3, asleep=False) == (1, 0)


def test_an_event_that_it_sleeps_through_is_missed_once() -> None:
    comparison = Comparison()
    comparison.gate(1, asleep=True)
    comparison.event(1.4)
    found = [comparison.gate(at, asleep=True) for at in (2, 3, 4, 5)]
    assert found == [(0, 0), (0, 0), (0, 1), (0, 0)]


def test_an_event_while_it_was_awake_anyway_proves_nothing() -> None:
    comparison = Comparison()
    assert comparison.event(5) == 0
    comparison.gate(10, asleep=True)
    comparison.gate(20, asleep=False)
    assert comparison.event(80) == 0
