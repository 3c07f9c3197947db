"""What the detector makes of the network's answer, with answers made by hand; the real network is tested on footage."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects import nanodet
from argusai.pipeline.detection.objects.errors import DetectorBroken, ModelBroken, ModelMissing
from argusai.pipeline.detection.objects.labels import LABELS
from argusai.pipeline.detection.objects.onnx import NanoDetDetector, open_session
from argusai.pipeline.detection.objects.settings import ObjectSettings
from tests.support.footage import ArrayPicture

Outputs = list[np.ndarray[Any, Any]]
GRIDS = {8: 52, 16: 26, 32: 13}


def empty() -> Outputs:
    shapes = [(1, grid * grid, columns) for columns in (80, 44) for grid in GRIDS.values()]
    return [np.zeros(shape, np.float32) for shape in shapes]


def put(outputs: Outputs, label: str, score: float, cell: tuple[int, int], sides: int) -> None:
    """An object of the middle grid (stride 16) in `cell` (column, row), reaching `sides` strides to every side."""
    row = cell[1] * GRIDS[16] + cell[0]
    outputs[1][0, row, LABELS.index(label)] = score
    outputs[4][0, row].reshape(4, 11)[:, sides] = 50.0


class Answering:
    """Stands in for the network at the library's edge."""

    def __init__(self, answer: Callable[[], Outputs]) -> None:
        self._answer = answer

    def get_inputs(self) -> list[Any]:
        return [type("Input", (), {"name": "input"})]

    def run(self, names: None, feed: dict[str, np.ndarray[Any, Any]]) -> Outputs:
        assert feed["input"].shape == (1, 3, 416, 416)
        return self._answer()


def detector(answer: Callable[[], Outputs], settings: ObjectSettings | None = None) -> NanoDetDetector:
    return NanoDetDetector(Answering(answer), settings or ObjectSettings())


def picture(width: int, height: int) -> ArrayPicture:
    return ArrayPicture(np.full((height, width, 3), 127, np.uint8))


def one_person() -> Outputs:
    outputs = empty()
    put(outputs, "person", 0.8, (10, 5), 2)
    return outputs


@pytest.mark.covers("F9")
def test_a_box_comes_back_in_pixels_of_the_frame() -> None:
    [found] = detector(one_person).detect(picture(1000, 900), [Box(100, 50, 516, 466)])
    # The cell's middle is (10.5, 5.5) strides of 16 pixels, two strides to each side, in an area of scale one.
    assert found.label == "person"
    assert found.score == pytest.approx(0.8)
    assert (found.box.left, found.box.top) == pytest.approx((100 + 136, 50 + 56), abs=0.1)
    assert (found.box.right, found.box.bottom) == pytest.approx((100 + 200, 50 + 120), abs=0.1)


def test_a_wide_area_is_scaled_and_never_stretched() -> None:
    [found] = detector(one_person).detect(picture(832, 300), [Box(0, 0, 832, 300)])
    assert (found.box.left, found.box.top) == pytest.approx((272, 112), abs=0.2)
    assert (found.box.width, found.box.height) == pytest.approx((128, 128), abs=0.2)


def test_one_object_in_two_areas_is_one_detection() -> None:
    area = Box(0, 0, 416, 416)
    assert len(detector(one_person).detect(picture(416, 416), [area, area])) == 1


def test_an_object_cut_by_an_inner_edge_is_left_to_the_other_area() -> None:
    def at_the_edge() -> Outputs:
        outputs = empty()
        put(outputs, "person", 0.9, (0, 10), 2)
        return outputs

    inner = detector(at_the_edge).detect(picture(900, 900), [Box(200, 200, 616, 616)])
    frame_edge = detector(at_the_edge).detect(picture(900, 900), [Box(0, 200, 416, 616)])
    assert (len(inner), len(frame_edge)) == (0, 1)


def test_only_watched_labels_are_reported_and_a_car_that_is_also_a_truck_is_one() -> None:
    def furniture_and_car() -> Outputs:
        outputs = empty()
        put(outputs, "chair", 0.9, (3, 3), 2)
        put(outputs, "car", 0.7, (15, 15), 4)
        put(outputs, "truck", 0.6, (15, 16), 4)
        return outputs

    area = [Box(0, 0, 416, 416)]
    assert [d.label for d in detector(furniture_and_car).detect(picture(416, 416), area)] == ["car"]
    chairs = ObjectSettings(labels=frozenset({"chair"}))
    assert [d.label for d in detector(furniture_and_car, chairs).detect(picture(416, 416), area)] == ["chair"]


def test_low_scores_are_passed_on_and_noise_is_not() -> None:
    def faint() -> Outputs:
        outputs = empty()
        put(outputs, "person", 0.21, (5, 5), 2)
        put(outputs, "dog", 0.19, (18, 18), 2)
        return outputs

    found = detector(faint).detect(picture(416, 416), [Box(0, 0, 416, 416)])
    assert [d.label for d in found] == ["person"]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("place", range(6))
def test_values_that_are_no_numbers_break_the_detector_loudly(value: float, place: int) -> None:
    def broken() -> Outputs:
        outputs = empty()
        for each in outputs[:3]:
            each[:] = 0.9
        outputs[place][:] = value
        return outputs

    with pytest.raises(DetectorBroken, match="no numbers"):
        detector(broken).detect(picture(416, 416), [Box(0, 0, 416, 416)])


def test_other_shapes_break_the_detector_loudly() -> None:
    with pytest.raises(DetectorBroken, match="other shapes"):
        detector(lambda: [np.zeros((1, 10, 84), np.float32)]).detect(picture(416, 416), [Box(0, 0, 416, 416)])


def test_a_thousand_boxes_are_bounded() -> None:
    def crowded() -> Outputs:
        outputs = empty()
        for each in outputs[:3]:
            each[..., 0] = 0.9
        return outputs

    found = detector(crowded).detect(picture(416, 416), [Box(0, 0, 416, 416)] * 3)
    assert len(found) <= 100


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1)])
def test_tiny_pictures_do_no_harm(size: tuple[int, int]) -> None:
    found = detector(one_person).detect(picture(*size), [Box(0, 0, *size), Box(-5, -5, 900, 900), Box(3, 3, 2, 2)])
    assert all(0 <= d.box.left <= d.box.right <= size[0] for d in found)


def test_no_area_is_no_work() -> None:
    def never() -> Outputs:
        raise AssertionError("the network was run")

    assert detector(never).detect(picture(416, 416), []) == []


def test_several_cameras_share_one_detector() -> None:
    shared = detector(one_person)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: shared.detect(picture(416, 416), [Box(0, 0, 416, 416)]), range(40)))
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.covers("F12")
def test_a_missing_model_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="argusai models install"):
        open_session(tmp_path / "nanodet.onnx")


@pytest.mark.covers("F12")
@pytest.mark.parametrize("content", [b"", b"not a model", b"\x08\x09\x12" * 1000])
def test_a_broken_model_names_the_command(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "nanodet.onnx"
    path.write_bytes(content)
    with pytest.raises(ModelBroken, match="argusai models install"):
        open_session(path)


def test_the_answer_of_an_empty_scene_is_empty() -> None:
    answer = nanodet.read_answer(empty(), nanodet.label_columns(frozenset({"person"})), 0.2)
    assert (len(answer.scores), answer.boxes.shape) == (0, (0, 4))


def test_unknown_labels_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="unknown: unicorn"):
        ObjectSettings(labels=frozenset({"person", "unicorn"}))
