"""A detector that the user brought, run for real on ONNX Runtime."""

from typing import Any

import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.errors import DetectorBroken, DetectorRefused
from argusai.pipeline.detection.objects.onnx import open_session
from argusai.pipeline.detection.objects.own.description import DetectorDescription, DetectorInput
from argusai.pipeline.detection.objects.own.onnx import DescribedDetector
from argusai.pipeline.detection.objects.own.opencv import to_input
from argusai.pipeline.detection.objects.settings import ObjectSettings
from tests.support.footage import ArrayPicture
from tests.support.own_models import SIDE, answers, constant_model, described, endless_model

pytestmark = pytest.mark.covers("E10")

PICTURE = ArrayPicture(np.full((480, 640, 3), 90, np.uint8))
WHOLE = Box(0, 0, 640, 480)


def own(about: dict[str, Any], model: bytes | None = None) -> DescribedDetector:
    session = open_session(model or constant_model(answers(about["output"]["style"])))
    return DescribedDetector(session, DetectorDescription.model_validate(about), ObjectSettings())


@pytest.mark.parametrize("style", ["yolox", "dense", "sifted"])
def test_its_objects_come_in_our_words_and_in_pixels_of_the_frame(style: str) -> None:
    person, car = own(described(style)).detect(PICTURE, [WHOLE])
    assert (person.label, car.label) == ("person", "car")
    assert (person.box.left, person.box.top) == pytest.approx((80, 160))  # the input shows 10 pixels in one
    assert person.box.width == pytest.approx(160)
    assert [(each.model, each.label) for each in person.opinions] == [("tiny", "person")]


def test_a_picture_in_the_middle_of_the_input_is_found_there() -> None:
    about = described("dense")
    about["input"] = {**about["input"], "align": "middle"}
    person = own(about).detect(PICTURE, [WHOLE])[0]
    assert person.box.top == pytest.approx(80)  # 8 rows above the picture are filling


def test_stretched_pictures_are_measured_in_each_direction() -> None:
    about = described("dense")
    about["input"] = {**about["input"], "fit": "stretch"}
    person = own(about).detect(PICTURE, [WHOLE])[0]
    assert (person.box.left, person.box.top) == pytest.approx((80, 120))


def test_scores_are_put_on_our_scale() -> None:
    about = {**described("dense"), "reliable_score": 0.8}
    person, car = own(about).detect(PICTURE, [WHOLE])
    assert (person.score, car.score) == pytest.approx((0.75, 0.5))


def test_only_what_is_watched_for_is_reported() -> None:
    session = open_session(constant_model(answers("dense")))
    settings = ObjectSettings(labels=frozenset({"car"}))
    detector = DescribedDetector(session, DetectorDescription.model_validate(described("dense")), settings)
    assert [found.label for found in detector.detect(PICTURE, [WHOLE])] == ["car"]


def test_areas_outside_the_picture_find_nothing() -> None:
    assert own(described("dense")).detect(PICTURE, [Box(700, 0, 900, 100), Box(0, 0, 0, 0)]) == []


@pytest.mark.parametrize(
    ("place", "change", "said"),
    [
        ("input", {"name": "images"}, "inputs are pixels"),
        ("input", {"size_name": "sizes"}, "inputs are pixels"),
        ("input", {"width": 128}, "takes (1, 3, 64, 64)"),
        ("input", {"layout": "nhwc"}, "takes (1, 3, 64, 64)"),
        ("output", {"boxes": "bboxes"}, "no output “bboxes”; it has boxes, scores"),
    ],
)
def test_a_description_that_does_not_fit_the_model_is_refused(place: str, change: dict[str, Any], said: str) -> None:
    about = described("dense")
    about[place] = {**about[place], **change}
    with pytest.raises(DetectorRefused) as refused:
        own(about)
    assert said in refused.value.detail


def test_a_look_without_an_end_is_ended() -> None:
    session = open_session(endless_model())
    description = DetectorDescription.model_validate(described("dense"))
    detector = DescribedDetector(session, description, most_seconds=0.2)
    for _ in range(2):
        with pytest.raises(DetectorBroken, match=r"longer than 0\.2 s"):
            detector.detect(PICTURE, [WHOLE])


def test_the_input_is_what_the_description_says() -> None:
    blue = np.zeros((SIDE, SIDE, 3), np.uint8)
    blue[:, :, 0] = 200
    rgb = DetectorInput(name="x", width=SIDE, height=SIDE, scale=255, mean=(0.5, 0.5, 0.5), spread=(0.5, 0.5, 0.5))
    values, _ = to_input(blue, rgb)
    assert values.shape == (1, 3, SIDE, SIDE)
    assert values.dtype == np.float32
    assert values[0, :, 0, 0].tolist() == pytest.approx([-1, -1, (200 / 255 - 0.5) / 0.5])
    raw, _ = to_input(blue, DetectorInput(name="x", width=SIDE, height=SIDE, colour="bgr", layout="nhwc", type="uint8"))
    assert raw.dtype == np.uint8
    assert (raw.shape, raw[0, 0, 0].tolist()) == ((1, SIDE, SIDE, 3), [200, 0, 0])
    half, _ = to_input(blue, DetectorInput(name="x", width=SIDE, height=SIDE, type="float16"))
    assert half.dtype == np.float16
