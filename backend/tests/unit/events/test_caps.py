"""Caps and the ladder near them (D9)."""

from decimal import Decimal

import pytest

from argusai.pipeline.events.description.money.caps import Caps, Spent, caps_of, fits, is_near, ladder, mark_of
from argusai.pipeline.events.description.money.treasury import micros

pytestmark = pytest.mark.covers("D9")


@pytest.mark.parametrize(
    ("caps", "spent", "worst", "fine"),
    [
        (Caps(), Spent(10**9, 10**9, 10**9), 10**9, True),
        (Caps(day=100), Spent(day=60), 40, True),
        (Caps(day=100), Spent(day=60), 41, False),
        (Caps(month=100), Spent(day=0, month=100), 1, False),
        (Caps(camera=100), Spent(day=500, camera=50), 50, True),
        (Caps(camera=100), Spent(camera=51), 50, False),
        (Caps(day=0), Spent(), 1, False),
        (Caps(day=0), Spent(), 0, True),
    ],
)
def test_a_call_has_to_keep_every_cap(caps: Caps, spent: Spent, worst: int, fine: bool) -> None:
    assert fits(caps, spent, worst) is fine


def test_near_a_cap_fewer_pictures_are_tried_and_never_none() -> None:
    assert ladder(8, near=False) == (8, 4, 2, 1)
    assert ladder(8, near=True) == (4, 2, 1)
    assert ladder(1, near=True) == (1,)
    assert is_near(Caps(day=100), Spent(day=80))
    assert not is_near(Caps(day=100), Spent(day=79))


def test_the_highest_mark_of_a_cap_that_is_reached_counts() -> None:
    assert [mark_of(100, used) for used in (0, 49, 50, 79, 80, 99, 100, 150)] == [None, None, 50, 50, 80, 80, 100, 100]
    assert mark_of(0, 0) is None


def test_prices_are_rounded_up_and_caps_down() -> None:
    assert micros(Decimal("0.0000001")) == 1
    assert micros(None) == 0
    assert caps_of(1.5, None, 0) == Caps(1_500_000, None, 0)
