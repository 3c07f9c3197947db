"""Which corners make a place with an inside."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argusai.pipeline.capture.cameras.contract import Polygon
from argusai.pipeline.capture.cameras.polygon import fault_of

pytestmark = pytest.mark.covers("E8")

CROSSING = "has sides that cross or touch each other"


def circle(corners: int, radius: float = 0.4) -> Polygon:
    turns = [2 * math.pi * n / corners for n in range(corners)]
    return tuple((0.5 + radius * math.cos(turn), 0.5 + radius * math.sin(turn)) for turn in turns)


@given(st.lists(st.floats(0.1, 0.5), min_size=5, max_size=32))
def test_a_star_has_no_fault_wherever_it_begins(radii: list[float]) -> None:
    turns = [2 * math.pi * n / len(radii) for n in range(len(radii))]
    star = tuple((0.5 + r * math.cos(t), 0.5 + r * math.sin(t)) for r, t in zip(radii, turns, strict=True))
    assert fault_of(star) == ""
    assert fault_of(star[::-1]) == ""
    assert fault_of((*star[3:], *star[:3])) == ""


@given(st.integers(5, 32), st.data())
def test_two_corners_of_a_circle_that_change_places_cross(corners: int, choice: st.DataObject) -> None:
    polygon = list(circle(corners))
    one = choice.draw(st.integers(0, corners - 1))
    other = (one + choice.draw(st.integers(1, corners - 1))) % corners
    polygon[one], polygon[other] = polygon[other], polygon[one]
    assert fault_of(tuple(polygon)) == CROSSING


@pytest.mark.parametrize(
    ("polygon", "fault"),
    [
        (((0, 0), (1, 0), (1, 1), (0, 1)), ""),
        (((0, 0), (1, 0), (0, 1)), ""),
        (((0.1, 0.1), (0.9, 0.1), (0.9, 0.5), (0.5, 0.5), (0.5, 0.9), (0.1, 0.9)), ""),
        (((0, 0), (0.5, 0), (1, 0), (0.5, 1)), ""),  # a corner on a straight side
        (((0, 0), (1, 1), (1, 0), (0, 1)), CROSSING),
        (((0, 0), (1, 0), (0.5, 0), (0.5, 1)), CROSSING),  # goes there and back
        (((0, 0), (1, 0), (1, 1), (0.5, 0), (0, 1)), CROSSING),  # a corner on another side
        (((0, 0), (0.5, 0.5), (1, 1)), CROSSING),
        (((0, 0), (0.5, 0.5), (0, 0), (1, 0)), "has two corners at one place"),
        (((0, 0), (0, 0), (1, 1)), "has two corners at one place"),
        (((0, 0), (0.005, 0), (0, 0.005)), "is too small or too thin"),
    ],
)
def test_faults_are_named(polygon: Polygon, fault: str) -> None:
    assert fault_of(polygon) == fault
