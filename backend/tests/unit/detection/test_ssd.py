"""What the second network's answer means, with answers made by hand; the real network runs in the integration tests."""

import time
from typing import Any

import numpy as np
import pytest

from argusai.pipeline.detection.objects import ssd
from argusai.pipeline.detection.objects.errors import DetectorBroken

Outputs = list[np.ndarray[Any, Any]]
ANCHORS = ssd.anchors()
CARS = ssd.word_columns(frozenset({"car", "vehicle"}))
CAR = ssd.WORDS.index("car")

pytestmark = pytest.mark.covers("E3")


def empty() -> Outputs:
    return [np.zeros((1, 1917, 4), np.float32), np.full((1, 1917, 24), -9.0, np.float32)]


def test_the_anchors_cover_the_picture_from_fine_to_coarse() -> None:
    assert ANCHORS.shape == (1917, 4)
    assert ANCHORS[0] == pytest.approx([0.5 / 19, 0.5 / 19, 0.1, 0.1])
    assert ANCHORS[-1][:2] == pytest.approx([0.5, 0.5])
    assert ANCHORS[-1][2] == pytest.approx((0.95 * 1.0) ** 0.5)


def test_an_offset_of_zero_is_the_anchor_itself() -> None:
    outputs = empty()
    outputs[1][0, 700, CAR + 1] = 2.0
    found = ssd.read_answer(outputs, ANCHORS, CARS, 0.3)
    middle_y, middle_x, height, width = ANCHORS[700] * 300
    assert [ssd.WORDS[label] for label in found.labels] == ["car"]
    assert found.scores[0] == pytest.approx(1 / (1 + np.exp(-2.0)))
    assert found.boxes[0] == pytest.approx(
        [middle_x - width / 2, middle_y - height / 2, middle_x + width / 2, middle_y + height / 2], abs=0.01
    )


def test_offsets_move_and_stretch_the_anchor() -> None:
    outputs = empty()
    outputs[1][0, 700, CAR + 1] = 2.0
    outputs[0][0, 700] = [0.0, 10.0, 0.0, 5 * np.log(2)]
    left, _, right, _ = ssd.read_answer(outputs, ANCHORS, CARS, 0.3).boxes[0]
    _, middle_x, _, width = ANCHORS[700] * 300
    assert (left + right) / 2 == pytest.approx(middle_x + width, abs=0.01)
    assert right - left == pytest.approx(2 * width, abs=0.01)


def test_only_the_words_asked_for_are_reported() -> None:
    outputs = empty()
    outputs[1][0, :10, ssd.WORDS.index("person") + 1] = 5.0
    assert len(ssd.read_answer(outputs, ANCHORS, CARS, 0.3).scores) == 0


@pytest.mark.covers("E20")
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("place", [0, 1])
def test_values_that_are_no_numbers_break_it_loudly(value: float, place: int) -> None:
    outputs = empty()
    outputs[1][..., CAR + 1] = 3.0
    outputs[place][:] = value
    with pytest.raises(DetectorBroken, match="no numbers"):
        ssd.read_answer(outputs, ANCHORS, CARS, 0.3)


@pytest.mark.covers("E20")
@pytest.mark.parametrize("shapes", [[(1, 10, 4), (1, 10, 24)], [(1, 1917, 4)], [], [(1917, 4), (1917, 24)]])
def test_other_shapes_break_it_loudly(shapes: list[tuple[int, ...]]) -> None:
    with pytest.raises(DetectorBroken, match="other shapes"):
        ssd.read_answer([np.zeros(shape, np.float32) for shape in shapes], ANCHORS, CARS, 0.3)


@pytest.mark.covers("E20")
def test_all_boxes_at_once_and_huge_offsets_are_bounded() -> None:
    outputs = empty()
    outputs[1][..., CAR + 1] = 80.0
    outputs[0][:] = 1e30
    began = time.thread_time()
    found = ssd.read_answer(outputs, ANCHORS, CARS, 0.3)
    assert len(found.scores) <= 300
    assert time.thread_time() - began < 1
