"""Who is where in a composed clip, and when."""

import numpy as np
import pytest

from argusai.evaluation.compose.actors import Still, Walker, height_at, stand, walk
from argusai.evaluation.compose.opencv_cut import Cut
from argusai.evaluation.compose.opencv_lens import PORTRAIT, SMALL
from argusai.evaluation.compose.opencv_paste import paste

pytestmark = pytest.mark.covers("E13")


def cut(level: int = 200) -> Cut:
    """A person of 20 × 80 pixels."""
    cover = np.zeros((90, 30), np.float32)
    cover[5:85, 5:25] = 1
    return Cut(np.full((90, 30, 3), level, np.uint8), cover, (15, 85), 80)


def scene() -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.zeros((576, 768, 3), np.float32)


def test_a_walker_comes_goes_its_way_and_is_gone() -> None:
    legs = walk([cut()], -1, [(700, 300), (100, 300)])
    walker = Walker(legs, 5.0)
    assert walker.at(4.9) is None
    start, middle = walker.at(5.0), walker.at(5.0 + legs[0].seconds / 2)
    assert start is not None
    assert middle is not None
    assert start.foot == (700, 300)
    assert middle.foot == pytest.approx((400, 300))
    assert walker.at(5.01 + legs[0].seconds) is None
    assert legs[0].seconds == pytest.approx(600 / (height_at(300) * 0.7))


@pytest.mark.parametrize(
    ("heading", "to", "mirror"), [(-1, 600, True), (-1, 100, False), (1, 100, True), (0, 600, False)]
)
def test_who_walks_the_other_way_than_in_the_footage_is_mirrored(heading: int, to: float, mirror: bool) -> None:
    pose = Walker(walk([cut()], heading, [(300, 300), (to, 300)]), 0).at(1)
    assert pose is not None
    assert pose.mirror is mirror


def test_who_stands_moves_only_as_the_cuts_do() -> None:
    cuts = [cut(level) for level in (10, 20, 30)]
    standing = Walker([stand(cuts, (300, 300), 60)], 0)
    poses = [standing.at(number / 10) for number in range(6)]
    assert [int(pose.cut.colours[0, 0, 0]) for pose in poses if pose] == [10, 20, 30, 20, 10, 20]
    assert {pose.foot for pose in poses if pose} == {(300, 300)}


def test_the_box_is_where_the_person_was_drawn() -> None:
    picture = scene()
    [shown] = paste(picture, scene(), [Still(cut(), (200, 300), 80)], 0).values()
    assert shown.box == pytest.approx((190, 220, 210, 300), abs=1.5)
    assert shown.share == 1
    rows, columns = np.nonzero(picture[..., 0] > 100)
    assert (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1) == shown.box


def test_half_outside_the_picture_is_half_seen() -> None:
    shown = paste(scene(), scene(), [Still(cut(), (768, 300), 80)], 0)[0]
    assert shown.box[2] == 768
    assert shown.share == pytest.approx(0.5, abs=0.06)
    assert paste(scene(), scene(), [Still(cut(), (900, 300), 80)], 0) == {}


def test_the_nearer_hides_the_farther_and_the_post_who_is_behind_it() -> None:
    near, far = Still(cut(200), (204, 305), 80), Still(cut(100), (200, 300), 80)
    picture = scene()
    paste(picture, scene(), [near, far], 0)
    assert picture[260, 204, 0] == pytest.approx(200)
    behind, before = scene(), scene()
    paste(behind, scene(), [Still(cut(), (430, 380), 80)], 0)
    paste(before, scene(), [Still(cut(), (430, 400), 80)], 0)
    assert (behind[360, 430, 0], before[360, 430, 0]) == (0, pytest.approx(200))


def test_boxes_follow_the_view() -> None:
    assert SMALL.box((0, 0, 768, 576)) == pytest.approx((0, 0, 352, 264))
    assert PORTRAIT.box((300, 0, 624, 576)) == pytest.approx((0, 0, 432, 768))
    left, _, right, _ = PORTRAIT.box((0, 0, 100, 100))
    assert right == left  # not in the picture
    assert PORTRAIT.take(scene()).shape == (768, 432, 3)
