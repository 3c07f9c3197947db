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


def test_jitter_loses_nothing() -> None:
    assert picked(5, 5, jitter=0.02) == 50


def test_time_that_begins_anew_is_followed() -> None:
    pick = Pick(5)
    assert pick.wanted(1000)
    assert pick.wanted(0)
    assert not pick.wanted(0.05)
