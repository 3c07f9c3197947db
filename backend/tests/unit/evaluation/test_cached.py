"""A detector that remembers its answers on disk."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from argusai.evaluation.cached import Answers, CachedDetector, Spent
from argusai.kit.errors import StartError
from argusai.pipeline.capture.streams.contract import Box, Picture
from argusai.pipeline.detection.objects.contract import Detection, Opinion
from tests.support.footage import ArrayPicture

pytestmark = pytest.mark.covers("E13")
LEFT, RIGHT = Box(0, 0, 32, 32), Box(32, 0, 64, 32)


class OneEach:
    """Finds one person in each area, in its middle."""

    def __init__(self) -> None:
        self.asked: list[Box] = []

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        self.asked += areas
        score = 0.5 + 0.01 * len(self.asked)
        return [
            Detection("person", score, Box(a.left + 8, 4, a.right - 8, 30), (Opinion("one", "person", score),))
            for a in areas
        ]


def picture(level: int = 90) -> ArrayPicture:
    return ArrayPicture(np.full((48, 64, 3), level, np.uint8))


def test_the_second_run_answers_alike_without_looking(tmp_path: Path) -> None:
    first, second = OneEach(), OneEach()
    before = CachedDetector(first, Answers(tmp_path), "m").detect(picture(), [LEFT, RIGHT])
    again = CachedDetector(second, Answers(tmp_path), "m")
    assert again.detect(picture(), [LEFT, RIGHT]) == before
    assert (len(before), first.asked, second.asked) == (2, [LEFT, RIGHT], [])
    spent = again.take()
    assert (spent.looks, spent.remembered, spent.cpu_seconds_now) == (2, 2, 0)


@pytest.mark.parametrize(
    "damaged",
    ["[{]", "", "{}", '[{"label": "person"}]', '[{"label": "person", "score": 1, "box": 3}]', b"[\xff]", None],
)
def test_a_damaged_answer_is_looked_for_again_and_mended(tmp_path: Path, damaged: str | bytes | None) -> None:
    first, second, third = OneEach(), OneEach(), OneEach()
    before = CachedDetector(first, Answers(tmp_path), "m").detect(picture(), [LEFT])
    with closing(sqlite3.connect(tmp_path / "detections.db", isolation_level=None)) as db:
        db.execute("UPDATE answers SET found = ?", (damaged,))
    for detector in (second, third):
        assert CachedDetector(detector, Answers(tmp_path), "m").detect(picture(), [LEFT]) == before
    assert (second.asked, third.asked) == ([LEFT], [])


@pytest.mark.parametrize(
    ("level", "area", "model"), [(91, LEFT, "m"), (90, RIGHT, "m"), (90, Box(0, 0, 32, 31), "m"), (90, LEFT, "other")]
)
def test_another_picture_area_or_model_is_looked_at(tmp_path: Path, level: int, area: Box, model: str) -> None:
    detector = OneEach()
    CachedDetector(detector, Answers(tmp_path), "m").detect(picture(), [LEFT])
    CachedDetector(detector, Answers(tmp_path), model).detect(picture(level), [area])
    assert len(detector.asked) == 2


def test_without_a_folder_nothing_is_kept_but_looks_are_counted() -> None:
    detector = OneEach()
    counted = CachedDetector(detector, Answers(None), "m")
    for _ in range(2):
        counted.detect(picture(), [LEFT])
    assert len(detector.asked) == 2
    assert counted.take().looks == 2
    assert counted.take() == Spent()


def test_no_areas_are_no_looks() -> None:
    counted = CachedDetector(OneEach(), Answers(None), "m")
    assert counted.detect(picture(), []) == []
    assert counted.take().looks == 0


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StartError, match="cannot keep detections"):
        Answers(tmp_path / "file")
    (tmp_path / "detections.db").write_bytes(b"no database" * 200)
    with pytest.raises(StartError, match="cannot keep detections"):
        Answers(tmp_path)
