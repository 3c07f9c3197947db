"""Which frames are looked at."""

import pytest

from argusai.pipeline.capture.streams.pick import Pick

pytestmark = pytest.mark.covers("F7")


def picked(rate: float, per_second: float, seconds: float = 10, jitter: float = 0) -> int:
    pick = Pick(per_second)
    count = round(rate * seconds)
    return sum(pick.wanted(n / rate + (jitter if n % 2 else 0)) for n in range(count))


@pytest.mark.parametrize("rate", [7, 10, 12.5, 15, 25, 29.97, 30, 60])
def test_no_more_than_asked_and_hardly_fewer(rate: float) -> None:
    assert 40 <= picked(rate, 5) <= 51


@pytest.mark.parametrize("rate", [1, 2, 4, 5])
def test_a_slow_stream_is_seen_whole(rate: float) -> None:
    assert picked(rate, 5) == rate * 10


@pytest.mark.parametrize("rate", [7, 10, 15, 25, 29.97])
@pytest.mark.covers("E1")
def test_eager_it_takes_more_and_no_more_than_the_busy_rate(rate: float) -> None:
    pick = Pick(5, 10)
    pick.eager = True
    taken = sum(pick.wanted(n / rate) for n in range(round(rate * 10)))
    assert min(rate, 8) * 10 <= taken <= 101


@pytest.mark.covers("E1")
def test_eagerness_counts_from_the_next_frame_on_and_ends_likewise() -> None:
    pick = Pick(5, 10)
    taken = []
    for n in range(40):
        pick.eager = 10 <= n < 20
        taken.append(pick.wanted(n / 10))
    assert [sum(taken[start : start + 10]) for start in (0, 10, 20, 30)] == [5, 10, 5, 5]


def test_a_busy_rate_below_the_usual_one_slows_nothing_down() -> None:
    pick = Pick(10, 5)
    pick.eager = True
    assert sum(pick.wanted(n / 10) for n in range(20)) == 20


def test_jitter_loses_nothing() -> None:
    assert picked(5, 5, jitter=0.02) == 50


def test_time_that_begins_anew_is_followed() -> None:
    pick = Pick(5)
    assert pick.wanted(1000)
    assert pick.wanted(0)
    assert not pick.wanted(0.05)
