"""Whether somebody crossed a line, judged on where his feet went."""

import math
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argusai.pipeline.capture.cameras.contract import Line
from argusai.pipeline.detection.decisions.crossing import Approach, Fence
from argusai.pipeline.detection.decisions.geometry import Point

pytestmark = pytest.mark.covers("C5")

SIZE = (1000, 1000)
# From the top to the bottom: to the right of somebody who walks along it lies the left of the picture.
DOWN = Fence(Line("gate", ((0.5, 0.2), (0.5, 0.8))), SIZE)
BENT = Fence(Line("gate", ((0.3, 0.2), (0.6, 0.5), (0.3, 0.8))), SIZE)
MARGIN = 20.0


def crossings(fence: Fence, *path: Point, margin: float = MARGIN) -> list[str]:
    approach = Approach()
    return [side for foot in path if (side := approach.see(foot, fence, margin))]


def test_who_walks_over_it_crosses_it_towards_the_side_to_which_he_goes() -> None:
    assert crossings(DOWN, (300, 500), (450, 500), (550, 500), (700, 500)) == ["left"]
    assert crossings(DOWN, (700, 500), (300, 500)) == ["right"]


def test_jitter_on_the_line_is_one_crossing_and_standing_on_it_is_none() -> None:
    jitter: list[Point] = [(500 + dx, 500) for dx in (-9, 12, -3, 8, 0, -15, 14)]
    assert crossings(DOWN, (300, 500), *jitter, (700, 500)) == ["left"]
    assert crossings(DOWN, (300, 500), *jitter, (300, 500)) == []
    assert crossings(DOWN, (300, 500), *jitter * 20) == []


def test_who_appears_on_the_line_came_from_nowhere() -> None:
    assert crossings(DOWN, (495, 500), (505, 500), (700, 500)) == []


def test_who_walks_around_its_end_does_not_cross_it() -> None:
    assert crossings(DOWN, (300, 500), (500, 100), (700, 500)) == []
    assert crossings(DOWN, (300, 500), (500, 190), (700, 500)) == []


def test_a_line_that_ends_at_the_border_goes_on_beyond_it() -> None:
    whole = Fence(Line("gate", ((0.5, 0.3), (0.5, 1.0))), SIZE)
    assert crossings(whole, (300, 1000), (700, 1000)) == ["left"]


def test_there_and_back_are_two() -> None:
    assert crossings(DOWN, (300, 500), (700, 500), (300, 500)) == ["left", "right"]


def test_over_one_corner_and_out_again_is_none() -> None:
    assert crossings(BENT, (700, 400), (300, 400), (700, 400)) == ["right", "left"]
    assert crossings(BENT, (650, 450), (590, 500), (650, 550)) == []


def test_through_the_very_corner_counts_once() -> None:
    assert crossings(BENT, (300, 500), (600, 500), (900, 500), margin=5.0) == ["left"]
    assert crossings(BENT, (300, 500), (900, 500)) == ["left"]


_FEET = st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 1000)), min_size=2, max_size=30)


@given(_FEET)
def test_of_a_line_across_the_whole_picture_the_side_is_always_known(feet: list[Point]) -> None:
    """Whatever the way: crossings alternate, and who is clear of the line is where they say."""
    whole = Fence(Line("gate", ((0.5, 0.0), (0.5, 1.0))), SIZE)
    approach, side = Approach(), ""
    for foot in feet:
        crossed = approach.see(foot, whole, MARGIN)
        if crossed:
            assert crossed != side
            side = crossed
        if abs(foot[0] - 500) >= MARGIN and side:
            assert side == ("left" if foot[0] > 500 else "right")


@given(_FEET, st.lists(st.tuples(st.floats(0.1, 0.9), st.floats(0.1, 0.9)), min_size=2, max_size=6, unique=True))
@example([(100.0, 500.0), (900.0, 500.0)], [(0.5, 0.5), (0.5, 0.8)])  # over an end, by a rounding or exactly
def test_the_way_back_undoes_the_way(feet: list[Point], points: list[tuple[float, float]]) -> None:
    fence = Fence(Line("any", tuple(points)), SIZE)
    steps = list(pairwise(feet))
    assert sum(fence.passes(a, b) for a, b in steps) == -sum(fence.passes(b, a) for a, b in steps)


@given(st.floats(0, 2 * math.pi), st.floats(0, 2 * math.pi))
def test_a_loop_around_an_end_is_crossed_once_by_a_whole_turn(begin: float, gap: float) -> None:
    """A circle around the end of a line meets it once; around all of it, never."""
    around = [(500 + 100 * math.cos(begin + step / 8), 200 + 100 * math.sin(begin + step / 8)) for step in range(51)]
    closed = [*around[:50], around[0]]
    assert abs(sum(DOWN.passes(a, b) for a, b in pairwise(closed))) == 1
    wide = [(500 + 450 * math.cos(gap + step / 8), 500 + 450 * math.sin(gap + step / 8)) for step in range(50)]
    assert sum(DOWN.passes(a, b) for a, b in pairwise([*wide, wide[0]])) == 0
