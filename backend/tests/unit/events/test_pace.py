"""How many calls a minute a provider gets (D2)."""

import random

import pytest

from argusai.pipeline.events.description.requests.pace import Pace

pytestmark = pytest.mark.covers("D2")


def test_the_call_after_the_last_allowed_one_waits_until_the_first_is_a_minute_old() -> None:
    pace = Pace()
    for at in (0.0, 10.0, 20.0):
        assert pace.seconds_left(3, at) == 0
        pace = pace.begun(at, 3)
    assert pace.seconds_left(3, 21) == 39
    assert pace.seconds_left(3, 60) == 0
    assert pace.begun(60, 3).seconds_left(3, 61) == 9


def test_without_a_limit_nothing_waits_and_nothing_is_remembered() -> None:
    assert Pace().begun(0, None) == Pace()
    assert Pace(asked=(0.0,)).seconds_left(None, 1) == 0


def test_a_crowd_is_promised_one_place_each_and_places_that_passed_are_given_again() -> None:
    pace, waits = Pace().begun(0, 2).begun(30, 2), []
    for _ in range(5):
        pace, wait = pace.promise(2, 40)
        waits.append(wait)
    assert waits == [20, 50, 80, 110, 140]
    assert pace.promise(2, 300)[1] == 0


def test_who_asks_at_each_free_moment_never_gets_more_in_any_minute() -> None:
    choose, pace, now, begun = random.Random(4), Pace(), 0.0, []
    for _ in range(400):
        now += choose.choice((0.0, 0.5, 7.0)) + pace.seconds_left(7, now) * choose.choice((0, 1))
        if pace.seconds_left(7, now) == 0:
            pace = pace.begun(now, 7)
            begun.append(now)
    assert len(begun) > 50
    assert all(sum(at - 60 < each <= at for each in begun) <= 7 for at in begun)


def test_another_limit_counts_what_began_before_it() -> None:
    pace = Pace()
    for at in range(6):
        pace = pace.begun(at, 10)
    assert pace.seconds_left(3, 6) == 57
    assert pace.seconds_left(20, 6) == 0
