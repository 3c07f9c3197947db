"""Which detection belongs to which track: by place, and by looks where the place does not decide."""

import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.tracking.match import Rule, match

pytestmark = pytest.mark.covers("E1")
RULE = Rule(0.15)


def person(left: float) -> Detection:
    return Detection("person", 0.8, Box(left, 0, left + 40, 100))


def expected(*lefts: float) -> list[tuple[Box, str]]:
    return [(person(left).box, "person") for left in lefts]


def test_between_two_candidates_looks_decide() -> None:
    """Place alone gives the first to the first; they look the other way round."""
    alike = {(0, 1), (1, 0)}
    swapped = match(expected(0, 10), [person(4), person(6)], RULE, lambda *pair: 0.1 if pair in alike else 0.6)
    assert sorted(swapped) == [(0, 1), (1, 0)]
    assert sorted(match(expected(0, 10), [person(4), person(6)], RULE)) == [(0, 0), (1, 1)]


def test_where_the_place_decides_looks_are_not_asked() -> None:
    def ask(row: int, column: int) -> float:
        raise AssertionError("nobody competes")

    assert match(expected(0, 300), [person(2), person(302)], RULE, ask) == [(0, 0), (1, 1)]


def test_who_hardly_overlaps_and_looks_quite_different_is_another() -> None:
    assert match(expected(0), [person(25)], RULE, lambda *pair: 0.1) == [(0, 0)]
    assert match(expected(0), [person(25)], RULE, lambda *pair: 0.7) == []


def test_where_looks_are_not_known_the_place_decides() -> None:
    assert match(expected(0), [person(20)], RULE, lambda *pair: None) == [(0, 0)]
