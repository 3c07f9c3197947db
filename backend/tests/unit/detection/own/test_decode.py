"""The answers of described detectors, read without running a model."""

from typing import Any

import numpy as np
import pytest

from argusai.pipeline.detection.objects.errors import DetectorBroken
from argusai.pipeline.detection.objects.own.decode import decode
from argusai.pipeline.detection.objects.own.description import DetectorDescription
from tests.support.own_models import BOXES, SIDE, answers, described

pytestmark = pytest.mark.covers("E10")


def description(style: str, **changes: Any) -> DetectorDescription:
    return DetectorDescription.model_validate(described(style, **changes))


@pytest.mark.parametrize("style", ["yolox", "dense", "sifted"])
def test_each_style_gives_the_same_two_objects(style: str) -> None:
    found = decode(answers(style), description(style), 0.3)
    assert found.classes.tolist() == [0, 1]
    assert found.scores.tolist() == pytest.approx([0.9, 0.8])
    assert found.boxes == pytest.approx(BOXES[:2], abs=1e-3)


@pytest.mark.parametrize("style", ["yolox", "dense", "sifted"])
def test_low_scores_are_dropped(style: str) -> None:
    assert decode(answers(style), description(style), 0.85).classes.tolist() == [0]


def test_detr_speaks_in_shares_centres_and_logits() -> None:
    said = answers("dense")
    middles, sizes = (BOXES[:, :2] + BOXES[:, 2:]) / 2, BOXES[:, 2:] - BOXES[:, :2]
    said["boxes"] = np.hstack([middles, sizes])[None] / SIDE
    likely = np.clip(said["scores"][0], 1e-4, 1 - 1e-4)
    background = np.full((3, 1), -9.0)
    said["scores"] = np.hstack([background, np.log(likely / (1 - likely))])[None]
    about = description("dense", box_form="centre", box_unit="share", score_form="logit", first_class=1)
    found = decode(said, about, 0.3)
    assert found.classes.tolist() == [0, 1]
    assert found.scores.tolist() == pytest.approx([0.9, 0.8])
    assert found.boxes == pytest.approx(BOXES[:2], abs=1e-3)


def test_only_as_many_as_the_count_says() -> None:
    said = {**answers("sifted"), "many": np.array([[1]], np.int32)}
    assert decode(said, description("sifted", count="many"), 0.3).classes.tolist() == [0]


def test_a_thousand_boxes_are_bounded() -> None:
    many = 5000
    said: dict[str, Any] = {
        "boxes": np.tile(BOXES[:1], (many, 1))[None],
        "scores": np.linspace(0.4, 0.9, many, dtype=np.float32)[None],
        "classes": np.zeros((1, many), np.int64),
    }
    found = decode(said, description("sifted"), 0.3)
    assert len(found.scores) == 300
    assert found.scores[0] == pytest.approx(0.9)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize(("style", "name"), [("yolox", "boxes"), ("dense", "scores"), ("sifted", "boxes")])
def test_what_is_no_number_is_refused(style: str, name: str, bad: float) -> None:
    said = answers(style)
    said[name] = np.full_like(said[name], bad)
    try:
        found = decode(said, description(style), 0.3)
    except DetectorBroken:
        return
    assert not len(found.scores)  # minus infinity is no score that counts
    assert bad < 0


@pytest.mark.parametrize(
    ("style", "name", "wrong"),
    [
        ("dense", "boxes", np.zeros((1, 3, 5), np.float32)),
        ("dense", "scores", np.zeros((1, 2, 3), np.float32)),
        ("dense", "scores", np.zeros((1, 3, 2), np.float32)),
        ("dense", "boxes", np.zeros((2, 3, 4), np.float32)),
        ("sifted", "classes", np.zeros((1, 9), np.int64)),
        ("yolox", "boxes", np.zeros((1, 7, 8), np.float32)),
    ],
)
def test_other_shapes_are_refused_in_words(style: str, name: str, wrong: Any) -> None:
    with pytest.raises(DetectorBroken, match=r"shape|classes|cells"):
        decode({**answers(style), name: wrong}, description(style), 0.3)


def test_a_missing_output_is_named() -> None:
    said = answers("dense")
    del said["scores"]
    with pytest.raises(DetectorBroken, match="no output “scores”; it has boxes"):
        decode(said, description("dense"), 0.3)


def test_scores_above_one_are_told_as_a_wrong_form() -> None:
    said = answers("dense")
    said["scores"] = said["scores"] * 20
    with pytest.raises(DetectorBroken, match="score_form"):
        decode(said, description("dense"), 0.3)


def test_classes_outside_the_labels_are_ignored() -> None:
    said = {**answers("sifted"), "classes": np.array([[-1, 1, 400]], np.int64)}
    assert decode(said, description("sifted"), 0.3).classes.tolist() == [1]
