"""Tiny pictures show the candidate with what is around it, and stay tiny (E12)."""

import cv2
import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.detection.decisions.contract import MOST_PICTURE_BYTES
from argusai.pipeline.detection.decisions.opencv import tiny_jpeg
from argusai.pipeline.detection.decisions.picture import tiny_picture, whole_frame
from tests.support.decisions import CAMERA, T0
from tests.support.footage import ArrayPicture

pytestmark = pytest.mark.covers("E12")
NOISE = np.random.default_rng(2).integers(0, 255, (2160, 3840, 3), np.uint8)
FRAME = Frame(CAMERA, 1, 0.0, T0, ArrayPicture(NOISE))


def size(content: bytes) -> tuple[int, int]:
    image = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    return image.shape[1], image.shape[0]


def test_the_noisiest_frame_of_4k_fits() -> None:
    content = tiny_picture(FRAME, whole_frame(FRAME))
    assert 0 < len(content) <= MOST_PICTURE_BYTES
    width, height = size(content)
    assert width / height == pytest.approx(16 / 9, rel=0.05)


def test_a_far_thing_keeps_its_surroundings() -> None:
    assert size(tiny_picture(FRAME, Box(100, 100, 110, 120))) == (120, 120)


def test_at_the_border_the_picture_ends_there() -> None:
    assert size(tiny_picture(FRAME, Box(0, 0, 40, 40))) == (80, 80)


@pytest.mark.parametrize("box", [Box(-500, -500, -400, -400), Box(9000, 10, 9100, 50)])
def test_a_box_outside_the_frame_has_no_picture(box: Box) -> None:
    assert tiny_picture(FRAME, box) == b""


def test_what_cannot_be_made_small_enough_is_left_out() -> None:
    assert tiny_jpeg(NOISE[:100, :100], 100, 50) == b""
