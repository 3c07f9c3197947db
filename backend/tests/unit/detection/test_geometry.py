"""Points and boxes against polygons: what holds for any star-shaped polygon, and the border of the picture."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argusai.pipeline.capture.cameras.contract import Polygon
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.decisions.geometry import Area, Cover

pytestmark = pytest.mark.covers("E8")

SIZE = (640, 360)
LEFT_HALF: Polygon = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))
share = st.floats(0.02, 0.98)
points = st.tuples(st.floats(5, 635), st.floats(5, 355))


@st.composite
def stars(draw: Callable[..., object]) -> Polygon:
    """Corners at rising angles around a centre: never self-intersecting, mostly not convex."""
    radii = draw(st.lists(st.floats(0.05, 0.3), min_size=3, max_size=12))
    assert isinstance(radii, list)
    return tuple(
        (0.5 + r * math.cos(2 * math.pi * n / len(radii)), 0.5 + r * math.sin(2 * math.pi * n / len(radii)))
        for n, r in enumerate(radii)
    )


def turned(polygon: Polygon) -> Polygon:
    return tuple((1 - x, 1 - y) for x, y in polygon)


@given(stars(), points)
def test_order_and_direction_of_corners_do_not_matter(polygon: Polygon, point: tuple[float, float]) -> None:
    depth = Area(polygon, SIZE).depth(point)
    assert Area(polygon[::-1], SIZE).depth(point) == pytest.approx(depth)
    assert Area((*polygon[2:], *polygon[:2]), SIZE).depth(point) == pytest.approx(depth)


@given(stars(), points)
def test_a_polygon_turned_with_its_point_says_the_same(polygon: Polygon, point: tuple[float, float]) -> None:
    depth = Area(polygon, SIZE).depth(point)
    if abs(depth) > 1e-6:
        other = SIZE[0] - point[0], SIZE[1] - point[1]
        assert Area(turned(polygon), SIZE).depth(other) == pytest.approx(depth)


@given(stars(), points, points)
def test_depth_changes_no_faster_than_one_walks(
    polygon: Polygon, one: tuple[float, float], other: tuple[float, float]
) -> None:
    """So between a point inside and one outside there is always an edge, and jitter of a pixel is a pixel of depth."""
    area = Area(polygon, SIZE)
    assert abs(area.depth(one) - area.depth(other)) <= math.dist(one, other) + 1e-6


@given(stars())
def test_the_centre_of_a_star_is_inside_and_corners_of_the_picture_are_not(polygon: Polygon) -> None:
    area = Area(polygon, SIZE)
    assert area.depth((SIZE[0] / 2, SIZE[1] / 2)) >= 0 or len(polygon) <= 4  # a thin star may not hold its centre
    assert area.depth((0, 0)) < 0
    assert area.depth((SIZE[0], SIZE[1])) < 0


@pytest.mark.parametrize(("point", "depth"), [((160, 180), 160), ((319, 360), 1), ((0, 360), 319.5), ((330, 0), -10)])
def test_the_border_of_the_picture_is_no_edge(point: tuple[float, float], depth: float) -> None:
    assert Area(LEFT_HALF, SIZE).depth(point) == pytest.approx(depth)


def test_corners_drawn_close_to_the_border_lie_on_it() -> None:
    nearly = Area(((0.003, 0.004), (0.5, 0.0), (0.5, 0.997), (0.002, 1.0)), SIZE)
    assert nearly.depth((0, 360)) == pytest.approx(319.5)


def test_nothing_leaves_a_polygon_of_the_whole_picture() -> None:
    whole = Area(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)), SIZE)
    assert whole.depth((640, 360)) == math.inf


@settings(max_examples=60)
@given(stars(), st.tuples(share, share), st.tuples(st.floats(0.01, 0.5), st.floats(0.01, 0.5)))
def test_only_what_lies_inside_is_hidden(
    polygon: Polygon, corner: tuple[float, float], extent: tuple[float, float]
) -> None:
    left, top = corner[0] * SIZE[0], corner[1] * SIZE[1]
    box = Box(left, top, min(left + extent[0] * SIZE[0], 640), min(top + extent[1] * SIZE[1], 360))
    area = Area(polygon, SIZE)
    deepest_outside = max(-area.depth(corner) for corner in corners(box))
    middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    if Cover([polygon]).hides(box, SIZE):
        assert deepest_outside < 20  # a region's bleed and half a cell, on the diagonal
    elif area.depth(middle) > math.hypot(box.width, box.height) / 2 + 4:
        pytest.fail("a box that lies well inside was not hidden")


def corners(box: Box) -> list[tuple[float, float]]:
    return [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]


@pytest.mark.parametrize(
    ("box", "hidden"),
    [
        (Box(10, 10, 300, 350), True),
        (Box(0, 0, 320, 360), True),
        (Box(0, 0, 5, 5), True),
        (Box(300, 100, 324, 140), True),  # what moved ends at the edge; the rest is the motion's blur
        (Box(200, 100, 400, 140), False),
        (Box(310, 100, 360, 140), False),
        (Box(400, 100, 500, 200), False),
        (Box(630, 350, 640, 360), False),
        (Box(0, 0, 640, 360), False),
    ],
)
def test_a_region_is_hidden_only_altogether(box: Box, hidden: bool) -> None:
    assert Cover([LEFT_HALF]).hides(box, SIZE) is hidden


def test_masks_hide_together() -> None:
    right: Polygon = ((0.5, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 1.0))
    assert Cover([LEFT_HALF, right]).hides(Box(100, 100, 600, 300), SIZE)
    assert not Cover([]).hides(Box(100, 100, 600, 300), SIZE)
