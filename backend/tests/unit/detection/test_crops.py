"""Where the detector looks: few areas, inside the frame, around everything that matters."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.crops import choose_crops, fine_tiles, tiles
from argusai.pipeline.detection.objects.looks import Need, Seed

FRAME = (768, 576)
WIDE = (1920, 1080)


def seed(left: float, top: float, width: float, height: float, need: Need = Need.NEW) -> Seed:
    return Seed(Box(left, top, left + width, top + height), need)


def areas_of(seeds: list[Seed], size: tuple[int, int] = FRAME) -> list[Box]:
    return [look.area for look in choose_crops(seeds, size)]


def holds(area: Box, box: Box) -> bool:
    return area.left <= box.left and area.top <= box.top and area.right >= box.right and area.bottom >= box.bottom


@pytest.mark.covers("F9")
def test_nothing_to_look_at() -> None:
    assert areas_of([]) == []


@pytest.mark.covers("F9")
def test_one_small_region_gets_one_square_with_room_around_it() -> None:
    [area] = areas_of([seed(300, 200, 20, 40)])
    assert holds(area, Box(290, 186, 330, 254))
    assert area.width == pytest.approx(area.height, abs=2)
    assert area.width >= 224


def test_neighbours_share_a_look_and_far_ones_do_not() -> None:
    near = areas_of([seed(100, 100, 30, 60), seed(180, 110, 30, 60)], (1920, 1080))
    far = areas_of([seed(100, 100, 30, 60), seed(1700, 900, 30, 60)], (1920, 1080))
    assert (len(near), len(far)) == (1, 2)


@pytest.mark.covers("E2")
def test_small_people_apart_are_shown_large_each_rather_than_all_at_once() -> None:
    looks = areas_of([seed(60, 60, 16, 40), seed(420, 60, 16, 40), seed(200, 450, 16, 40)])
    assert len(looks) == 3
    assert all(40 * 416 / max(area.width, area.height) >= 48 for area in looks)


@pytest.mark.covers("E2", "E9")
@pytest.mark.parametrize(
    ("height", "size"),
    [(45, FRAME), (57, FRAME), (100, FRAME), (150, FRAME), (57, WIDE), (150, WIDE), (250, WIDE)],
)
def test_whoever_walks_alone_is_shown_as_tall_as_he_is_known_best(height: int, size: tuple[int, int]) -> None:
    [area] = areas_of([seed(500, 250, height * 0.4, height)], size)
    assert 70 <= height * 416 / area.width <= 120


def test_tall_ones_side_by_side_share_a_look() -> None:
    assert len(areas_of([seed(800, 300, 100, 250), seed(1000, 310, 100, 250)], (1920, 1080))) == 1


@pytest.mark.covers("E2")
def test_a_small_one_beside_a_large_one_is_not_lost_in_its_wide_look() -> None:
    person = Box(1500, 100, 1516, 140)
    areas = areas_of([seed(100, 300, 600, 400), seed(1500, 100, 16, 40)], (1920, 1080))
    assert any(holds(area, person) and area.width <= 350 for area in areas)


def test_a_part_of_something_larger_gets_no_look_of_its_own() -> None:
    assert len(areas_of([seed(100, 100, 120, 240), seed(150, 345, 30, 20)])) == 1


def test_a_place_looked_at_in_vain_is_shown_with_more_around_it() -> None:
    box = Box(700, 400, 740, 430)
    [near] = areas_of([Seed(box, Need.AGAIN)], (1920, 1080))
    [far] = areas_of([Seed(box, Need.AGAIN, zoom=4.0)], (1920, 1080))
    assert (near.width, far.width) == (224, 576)


def test_the_most_urgent_comes_first_and_then_what_waited_longest() -> None:
    seeds = [
        Seed(Box(0, 0, 20, 40), Need.TRACK, waited_seconds=0.1),
        Seed(Box(1800, 0, 1820, 40), Need.TRACK, waited_seconds=0.9),
        Seed(Box(900, 900, 920, 940), Need.NEW),
    ]
    looks = choose_crops(seeds, (1920, 1080))
    assert [(look.need, look.waited_seconds) for look in looks] == [(Need.NEW, 0), (Need.TRACK, 0.9), (Need.TRACK, 0.1)]


@pytest.mark.covers("F9")
def test_a_busy_frame_becomes_overlapping_tiles() -> None:
    areas = areas_of([seed(0, 0, 768, 576)])
    assert len(areas) == 2
    assert areas[0].right - areas[1].left > 200
    assert (areas[0].left, areas[1].right) == (0, 768)


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1), (360, 640), (3840, 2160), (0, 0)])
def test_odd_frames(size: tuple[int, int]) -> None:
    areas = areas_of([seed(0, 0, 50_000, 50_000)], size)
    assert len(areas) <= 4
    assert all(0 <= a.left < a.right <= size[0] and 0 <= a.top < a.bottom <= size[1] for a in areas)


@pytest.mark.parametrize("size", [(768, 576), (1920, 1080), (360, 640), (200, 100), (3840, 2160)])
def test_fine_tiles_leave_no_corner_out(size: tuple[int, int]) -> None:
    areas = fine_tiles(*size)
    assert 1 <= len(areas) <= 12
    for x in range(0, size[0], 37):
        for y in range(0, size[1], 41):
            assert any(a.left <= x < a.right and a.top <= y < a.bottom for a in areas)


@pytest.mark.parametrize("size", [(768, 576), (1920, 1080), (1080, 1920), (2560, 720), (500, 500), (4000, 500)])
def test_tiles_cover_the_frame_without_a_gap(size: tuple[int, int]) -> None:
    areas = tiles(*size)
    across = size[0] >= size[1]
    spans = [(a.left, a.right) if across else (a.top, a.bottom) for a in areas]
    assert spans[0][0] == 0
    assert spans[-1][1] == max(size)
    assert all(after[0] < before[1] for before, after in pairwise(spans))


BOXES = st.builds(
    seed, st.floats(-100, 2000), st.floats(-100, 1200), st.floats(0.5, 600), st.floats(0.5, 600), st.sampled_from(Need)
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(BOXES, max_size=60), st.sampled_from([(1920, 1080), (768, 576), (360, 640), (1920, 200)]))
def test_every_seed_inside_the_frame_has_a_look(seeds: list[Seed], size: tuple[int, int]) -> None:
    areas = areas_of(seeds, size)
    assert all(0 <= a.left < a.right <= size[0] and 0 <= a.top < a.bottom <= size[1] for a in areas)
    for box in (each.box for each in seeds):
        middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        if 0 < middle[0] < size[0] and 0 < middle[1] < size[1]:
            assert any(a.left <= middle[0] <= a.right and a.top <= middle[1] <= a.bottom for a in areas)


def test_a_thousand_regions_do_not_cost_seconds() -> None:
    seeds = [seed(index * 37 % 1900, index * 91 % 1000, 12, 12) for index in range(1000)]
    assert 1 <= len(areas_of(seeds, (1920, 1080))) <= 4
