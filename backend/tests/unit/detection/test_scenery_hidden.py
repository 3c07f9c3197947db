"""What stood in a place that is hidden now is forgotten, from the file too (C6)."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from argusai.pipeline.capture.cameras.contract import Polygon
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.scenery.hidden import touches
from argusai.pipeline.detection.scenery.store import SceneryFolder
from argusai.pipeline.detection.scenery.things import Thing
from tests.support.masks import rectangle

pytestmark = pytest.mark.covers("C6")
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
BOX = (0.4, 0.4, 0.6, 0.6)
WINDOW = rectangle(0.35, 0.35, 0.45, 0.45)
SIZE = (1000, 500)


@pytest.mark.parametrize(
    ("polygon", "expected"),
    [
        (rectangle(0.3, 0.3, 0.5, 0.5), True),
        (rectangle(0.45, 0.45, 0.5, 0.5), True),  # within the box
        (rectangle(0.1, 0.1, 0.9, 0.9), True),  # around the box
        (((0.5, 0.0), (0.501, 0.0), (0.5, 1.0)), True),  # a sliver through it, without a corner in it
        (((0.0, 0.9), (0.9, 0.0), (0.0, 0.0)), True),  # across a corner of it
        (rectangle(0.605, 0.4, 0.7, 0.6), True),  # beside it, within the margin
        (rectangle(0.7, 0.4, 0.9, 0.6), False),
        (((0.0, 1.0), (1.0, 1.0), (1.0, 0.7)), False),
    ],
)
def test_touching(polygon: Polygon, expected: bool) -> None:
    assert touches(BOX, polygon) is expected


def _thing(number: int, left: float) -> Thing:
    box = Box(left * 1000, 200, left * 1000 + 100, 300)
    looks = [np.full((12, 12), 200, np.float32)]
    return Thing(number, "car", box, looks, NOW, NOW, NOW)


def test_the_look_of_a_hidden_place_leaves_the_file_and_the_others_stay(tmp_path: Path) -> None:
    camera_id, folder = uuid4(), SceneryFolder(tmp_path)
    things = [_thing(1, 0.35), _thing(2, 0.8)]
    for thing in things:
        thing.seen_at = NOW.replace(hour=20)  # long enough to be remembered
    folder.of(camera_id).save(things, SIZE)
    assert len(folder.of(camera_id).load(SIZE)) == 2
    assert [thing.box.left for thing in folder.of(camera_id, [WINDOW]).load(SIZE)] == [800]
    assert [thing.box.left for thing in folder.of(camera_id).load(SIZE)] == [800]
