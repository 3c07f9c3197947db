"""How parts of a frame look: colours of the two halves, and the pattern of a place."""

import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Box, Image
from argusai.pipeline.detection.tracking.likeness import blended, correlation, distance
from argusai.pipeline.detection.tracking.opencv import Pixels
from argusai.pipeline.detection.tracking.ports import Floats
from tests.support.footage import ArrayPicture

pytestmark = pytest.mark.covers("E1")
BOX = Box(10, 10, 50, 110)


def body(upper: tuple[int, int, int], lower: tuple[int, int, int], light: int = 0) -> Image:
    picture = np.full((120, 60, 3), 90, np.uint8)
    picture[:60], picture[60:] = upper, lower
    lit: Image = np.clip(picture.astype(int) + light, 0, 255).astype(np.uint8)
    return lit


def appearance(picture: Image) -> Floats:
    seen = Pixels(ArrayPicture(picture)).appearance(BOX)
    assert seen is not None
    return seen


def place(picture: Image) -> Floats:
    seen = Pixels(ArrayPicture(picture)).place(BOX)
    assert seen is not None
    return seen


def noise(seed: int) -> Image:
    return np.random.default_rng(seed).integers(0, 255, (120, 60, 3)).astype(np.uint8)


def test_the_same_clothes_are_alike_and_others_are_not() -> None:
    red, blue = appearance(body((40, 40, 200), (60, 50, 40))), appearance(body((200, 80, 30), (60, 50, 40)))
    assert distance(red, red) == pytest.approx(0, abs=0.01)
    assert distance(red, blue) > 0.4


def test_it_matters_what_is_above() -> None:
    assert distance(appearance(body((0, 0, 200), (200, 0, 0))), appearance(body((200, 0, 0), (0, 0, 200)))) > 0.5


def test_a_little_more_light_changes_a_little() -> None:
    one, other = body((60, 80, 160), (90, 60, 50)), body((60, 80, 160), (90, 60, 50), light=12)
    assert distance(appearance(one), appearance(other)) < 0.25


def test_a_place_is_known_again_in_other_light_and_not_when_it_changed() -> None:
    before, dimmed = noise(1), (noise(1) * 0.6 + 20).astype(np.uint8)
    assert correlation(place(before), place(dimmed)) > 0.95
    assert correlation(place(before), place(noise(2))) < 0.5


def test_a_plain_place_says_nothing() -> None:
    plain = np.full((120, 60, 3), 30, np.uint8)
    assert correlation(place(plain), place(plain)) == 0


@pytest.mark.parametrize(
    "box", [Box(-50, 10, -10, 90), Box(10, 10, 12, 90), Box(30, 200, 50, 300), Box(20, 20, 10, 10)]
)
def test_where_there_is_next_to_nothing_nothing_is_said(box: Box) -> None:
    pixels = Pixels(ArrayPicture(noise(1)))
    assert pixels.appearance(box) is None
    assert pixels.place(box) is None


def test_what_is_remembered_follows_slowly() -> None:
    red, blue = appearance(body((40, 40, 200), (60, 50, 40))), appearance(body((200, 80, 30), (60, 50, 40)))
    known = blended(blended(None, red), blue)
    assert distance(known, red) < distance(known, blue)
    assert float(known @ known) == pytest.approx(1, abs=1e-5)
