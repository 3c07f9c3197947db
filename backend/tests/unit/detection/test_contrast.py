"""E9, for the detector: dark pictures are shown with more contrast, others as they are."""

import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Image
from argusai.pipeline.detection.objects.contrast import is_dark, with_contrast

pytestmark = pytest.mark.covers("E9")


def yard(darkest: int, lightest: int) -> Image:
    """Blotches between two levels on a square of 416 pixels."""
    coarse = np.random.default_rng(1).integers(darkest, lightest, (26, 26, 3), dtype=np.uint8)
    return np.repeat(np.repeat(coarse, 16, 0), 16, 1)


def test_a_dark_picture_gets_more_contrast() -> None:
    dark = yard(10, 40)
    assert with_contrast(dark, 416, 416).std() > 1.5 * dark.std()


def test_a_lit_picture_stays_as_it_is() -> None:
    lit = yard(40, 200)
    assert with_contrast(lit, 416, 416) is lit


def test_the_filling_and_the_given_picture_are_left_alone() -> None:
    dark = yard(10, 40)
    dark[200:] = (104, 116, 124)
    before = dark.copy()
    shown = with_contrast(dark, 416, 200)
    assert (shown[200:] == (104, 116, 124)).all()
    assert (dark == before).all()
    assert (shown[:200] != before[:200]).any()


def test_black_and_nothing_do_no_harm() -> None:
    black = np.zeros((416, 416, 3), np.uint8)
    assert with_contrast(black, 416, 416).max() <= 16
    assert with_contrast(black, 0, 0) is black
    assert with_contrast(black, 1, 1).shape == (416, 416, 3)


@pytest.mark.parametrize(("level", "dark"), [(0, True), (50, True), (90, False), (255, False)])
def test_dark_is_what_is_dark_in_most_places(level: int, dark: bool) -> None:
    picture = np.full((60, 60, 3), level, np.uint8)
    picture[:10, :10] = 255
    assert is_dark(picture) is dark
