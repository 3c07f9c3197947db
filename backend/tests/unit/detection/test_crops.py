"""Where the detector looks: few areas, inside the frame, around everything that matters."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.objects.crops import choose_crops, tiles

FRAME = (768, 576)


def region(left: float, top: float, width: float, height: float) -> MotionRegion:
    return MotionRegion(Box(left, top, left + width, top + height), share=0.5)


def holds(area: Box, box: Box) -> bool:
    return area.left <= box.left and area.top <= box.top and area.right >= box.right and area.bottom >= box.bottom


@pytest.mark.covers("F9")
def test_nothing_to_look_at() -> None:
    assert choose_crops([], [], FRAME) == []


@pytest.mark.covers("F9")
def test_one_small_region_gets_one_square_with_room_around_it() -> None:
    [area] = choose_crops([region(300, 200, 20, 40)], [], FRAME)
    assert holds(area, Box(290, 186, 330, 254))
    assert area.width == pytest.approx(area.height, abs=2)
    assert area.width >= 224


def test_an_expected_object_is_looked_at_without_motion() -> None:
    [area] = choose_crops([], [Box(600, 400, 640, 500)], FRAME)
    assert holds(area, Box(600, 400, 640, 500))


def test_neighbours_share_a_look_and_far_ones_do_not() -> None:
    near = choose_crops([region(100, 100, 30, 60), region(180, 110, 30, 60)], [], (1920, 1080))
    far = choose_crops([region(100, 100, 30, 60), region(1700, 900, 30, 60)], [], (1920, 1080))
    assert (len(near), len(far)) == (1, 2)


@pytest.mark.covers("F9")
def test_a_busy_frame_becomes_overlapping_tiles() -> None:
    areas = choose_crops([region(0, 0, 768, 576)], [], FRAME)
    assert len(areas) == 2
    assert areas[0].right - areas[1].left > 200
    assert (areas[0].left, areas[1].right) == (0, 768)


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1), (360, 640), (3840, 2160), (0, 0)])
def test_odd_frames(size: tuple[int, int]) -> None:
    areas = choose_crops([region(0, 0, 50_000, 50_000)], [], size)
    assert len(areas) <= 4
    assert all(0 <= a.left < a.right <= size[0] and 0 <= a.top < a.bottom <= size[1] for a in areas)


@pytest.mark.parametrize("size", [(768, 576), (1920, 1080), (1080, 1920), (2560, 720), (500, 500), (4000, 500)])
def test_tiles_cover_the_frame_without_a_gap(size: tuple[int, int]) -> None:
    areas = tiles(*size)
    across = size[0] >= size[1]
    spans = [(a.left, a.right) if across else (a.top, a.bottom) for a in areas]
    assert spans[0][0] == 0
    assert spans[-1][1] == max(size)
    assert all(after[0] < before[1] for before, after in pairwise(spans))


BOXES = st.builds(
    region, st.floats(-100, 2000), st.floats(-100, 1200), st.floats(0.5, 600), st.floats(0.5, 600)
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(BOXES, max_size=60), st.sampled_from([(1920, 1080), (768, 576), (360, 640), (1920, 200)]))
def test_every_region_inside_the_frame_is_looked_at(regions: list[MotionRegion], size: tuple[int, int]) -> None:
    areas = choose_crops(regions, [], size)
    assert len(areas) <= 4
    assert all(0 <= a.left < a.right <= size[0] and 0 <= a.top < a.bottom <= size[1] for a in areas)
    for box in (region.box for region in regions):
        middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        if 0 < middle[0] < size[0] and 0 < middle[1] < size[1]:
            assert any(a.left <= middle[0] <= a.right and a.top <= middle[1] <= a.bottom for a in areas)


def test_a_thousand_regions_do_not_cost_seconds() -> None:
    regions = [region(index * 37 % 1900, index * 91 % 1000, 12, 12) for index in range(1000)]
    assert 1 <= len(choose_crops(regions, [], (1920, 1080))) <= 4
