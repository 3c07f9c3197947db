"""Which part of a picture is shown, how well it is seen, and what colour it has."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argusai.pipeline.capture.streams.contract import Image
from argusai.pipeline.events.assembly.contract import LabelledBox, RelativeBox
from argusai.pipeline.events.assembly.opencv import colour, has_colour, jpeg, sharpness
from argusai.pipeline.events.assembly.pictures import window, worth

pytestmark = pytest.mark.covers("F10")
SHARES = st.floats(0, 1)


@given(SHARES, SHARES, SHARES, SHARES)
def test_the_window_holds_the_box_and_keeps_its_focus(x0: float, y0: float, x1: float, y1: float) -> None:
    box = RelativeBox(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    shown = window(box)
    tiny = 1e-6
    assert -tiny <= shown.left <= box.left + tiny
    assert box.right - tiny <= shown.right <= 1 + tiny
    assert -tiny <= shown.top <= box.top + tiny
    assert box.bottom - tiny <= shown.bottom <= 1 + tiny
    share = shown.right - shown.left
    assert share == pytest.approx(shown.bottom - shown.top)
    middle = (box.left + box.right) / 2
    assert (middle - shown.left) / share == pytest.approx(middle, abs=1e-5)


def test_a_small_subject_is_shown_closer() -> None:
    shown = window(RelativeBox(0.45, 0.45, 0.5, 0.55))
    assert shown.right - shown.left == pytest.approx(0.4)
    assert window(RelativeBox(0.1, 0.1, 0.9, 0.9)) == RelativeBox(0, 0, 1, 1)


def test_large_sure_and_whole_is_worth_more() -> None:
    def seen(score: float, left: float, size: float) -> float:
        return worth(LabelledBox("person", score, RelativeBox(left, 0.2, left + size, 0.2 + size)))

    assert seen(0.8, 0.3, 0.4) > seen(0.8, 0.3, 0.2)
    assert seen(0.9, 0.3, 0.4) > seen(0.5, 0.3, 0.4)
    assert seen(0.8, 0.3, 0.4) > seen(0.8, 0.0, 0.4)


def noise(height: int, width: int) -> Image:
    return np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)


def test_a_jpeg_fits_whatever_the_picture() -> None:
    made = jpeg(noise(720, 1280), 640, 60_000)
    assert len(made.content) <= 60_000
    assert made.width / made.height == pytest.approx(16 / 9, rel=0.02)


@pytest.mark.parametrize("shape", [(1, 1), (1, 4000), (4000, 1), (37, 53)])
def test_a_jpeg_of_any_shape(shape: tuple[int, int]) -> None:
    made = jpeg(noise(*shape), 640, 200_000)
    assert min(made.width, made.height) >= 1
    assert max(made.width, made.height) <= 640


def test_a_picture_is_never_enlarged() -> None:
    made = jpeg(noise(90, 160), 640)
    assert (made.width, made.height) == (160, 90)


def test_sharper_is_more() -> None:
    crisp = noise(64, 64)[:, :, 0]
    flat = np.full((64, 64), 128, np.uint8)
    assert 1 > sharpness(crisp) > 0.9
    assert sharpness(flat) == 0.0
    assert sharpness(crisp[:3, :3]) == 0.0


@pytest.mark.parametrize(
    ("bgr", "word"),
    [
        ((20, 20, 20), "black"), ((130, 130, 130), "grey"), ((240, 240, 240), "white"), ((30, 30, 200), "red"),
        ((0, 120, 250), "orange"), ((20, 60, 100), "brown"), ((30, 220, 240), "yellow"), ((60, 160, 60), "green"),
        ((200, 80, 30), "blue"), ((180, 50, 140), "purple"),
    ],
)  # fmt: skip
def test_colour_words(bgr: tuple[int, int, int], word: str) -> None:
    plain = np.full((60, 30, 3), bgr, np.uint8)
    speckled = np.clip(plain.astype(int) + np.random.default_rng(2).integers(-12, 12, plain.shape), 0, 255)
    assert colour(speckled.astype(np.uint8)) == word


def test_no_word_where_no_colour_prevails() -> None:
    stripes = np.zeros((60, 60, 3), np.uint8)
    stripes[:, :20], stripes[:, 20:40], stripes[:, 40:] = (30, 30, 200), (200, 80, 30), (60, 160, 60)
    assert colour(stripes) is None
    assert colour(np.zeros((3, 3, 3), np.uint8)) is None


def test_infrared_has_no_colours() -> None:
    grey = np.repeat(noise(90, 160)[:, :, :1], 3, axis=2)
    assert not has_colour(grey)
    assert has_colour(np.full((90, 160, 3), (90, 140, 90), np.uint8))
