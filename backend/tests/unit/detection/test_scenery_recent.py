"""The last minutes of a camera as a few pictures: compared each second, prepared once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.scenery.look import Plane
from argusai.pipeline.detection.scenery.opencv import Levels
from argusai.pipeline.detection.scenery.recent import RecentPictures
from tests.support.scene import texture

pytestmark = pytest.mark.covers("E4")
START = datetime(2026, 1, 1, 12, tzinfo=UTC)
SIZE = (384, 288)


@dataclass(frozen=True, slots=True)
class Counted(Plane):
    """Remembers which pictures were cut."""

    cuts: ClassVar[list["Counted"]] = []

    def cut(self, box: Box, rows: int, columns: int, margin: tuple[int, int] = (0, 0)) -> Levels:
        self.cuts.append(self)
        return Plane.cut(self, box, rows, columns, margin)


def a_plane(seed: int) -> Counted:
    return Counted(texture(seed, *SIZE), *SIZE)


def test_the_picture_that_is_kept_is_prepared_once() -> None:
    Counted.cuts.clear()
    recent, kept = RecentPictures(), a_plane(1)
    recent.see(START, kept)
    assert not any(recent.changed(a_plane(1)) for _ in range(5))
    assert sum(each is kept for each in Counted.cuts) == 1


def test_another_picture_is_compared_with_the_newest_that_is_kept() -> None:
    recent = RecentPictures()
    recent.see(START, a_plane(1))
    assert recent.changed(a_plane(2))
    recent.see(START + timedelta(seconds=10), a_plane(2))
    assert not recent.changed(a_plane(2))
    assert recent.changed(a_plane(1))
